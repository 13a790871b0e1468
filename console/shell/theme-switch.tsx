import { useTheme } from '../ui/theme.ts';
import type { Theme } from '../ui/theme.ts';

const next: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };

const named: Readonly<Record<Theme, string>> = {
  system: 'as the system',
  light: 'light',
  dark: 'dark',
};

/** Steps through the system's theme, light and dark. */
export function ThemeSwitch() {
  const [theme, setTheme] = useTheme();
  const label = `Theme: ${named[theme]}. Change to ${named[next[theme]]}`;
  return (
    <button
      type="button"
      className="head-icon"
      aria-label={label}
      title={label}
      onClick={() => setTheme(next[theme])}
    >
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" strokeWidth="1.5" />
        {theme === 'system' && <path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor" />}
        {theme === 'dark' && <circle cx="10" cy="10" r="7" fill="currentColor" />}
      </svg>
    </button>
  );
}
