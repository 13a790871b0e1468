import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { filtersInAddress } from '../../api/filters.ts';
import type { Filters } from '../../api/filters.ts';
import { aroundQuery } from '../../api/items.ts';

interface StepperProps {
  readonly id: string;
  readonly filters: Filters;
  /** The place in the catalogue under those filters, where it was opened from there. */
  readonly at: number | undefined;
}

/** Back to the catalogue, and to the previous and the next item of it. */
export function Stepper({ id, filters, at }: StepperProps) {
  const navigate = useNavigate();
  const router = useRouter();
  const around = useQuery({ ...aroundQuery(filters, at ?? 0), enabled: at !== undefined });
  const items = around.data?.items ?? [];
  const here = items.findIndex((item) => item.id === id);
  const offset = around.data?.offset ?? 0;
  const stepTo = (place: number) => {
    const item = here === -1 ? undefined : items[place];
    if (item === undefined) return undefined;
    return {
      to: '/item/$id',
      params: { id: item.id },
      search: { ...filtersInAddress(filters), at: offset + place },
      replace: true,
    } as const;
  };
  const previous = stepTo(here - 1);
  const next = stepTo(here + 1);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(keepsKeys) !== null) return;
      const step = isOneOf(event.key, 'ArrowLeft', 'k')
        ? previous
        : isOneOf(event.key, 'ArrowRight', 'j')
          ? next
          : undefined;
      if (step !== undefined) void navigate(step);
      if (event.key !== 'Escape') return;
      if (router.history.canGoBack()) router.history.back();
      else void navigate({ to: '/', search: filtersInAddress(filters) });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

  return (
    <nav className="stepper" aria-label="Place in the catalogue">
      <Link to="/" search={filtersInAddress(filters)} className="quiet">
        All items
      </Link>
      {at !== undefined && (
        <span className="stepper-steps">
          {previous === undefined ? (
            <span className="soft small">Previous</span>
          ) : (
            <Link {...previous} className="quiet">
              Previous
            </Link>
          )}
          {next === undefined ? (
            <span className="soft small">Next</span>
          ) : (
            <Link {...next} className="quiet">
              Next
            </Link>
          )}
        </span>
      )}
    </nav>
  );
}

/** Places where keys mean something else. */
const keepsKeys = 'input, textarea, select, video, [role=dialog]';

function isOneOf(key: string, ...keys: readonly string[]): boolean {
  return keys.includes(key);
}
