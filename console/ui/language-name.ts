const names = new Intl.DisplayNames('en', { type: 'language' });

/** `English` of `en`; `unsure` of `und`. */
export function languageName(code: string): string {
  return code === 'und' ? 'unsure' : (names.of(code) ?? code);
}
