/** The caption of a Tux Paint stamp in the languages that it has. */
export interface StampCaption {
  readonly english: string;
  /** By language as Tux Paint writes it: `de`, `pt_BR`. */
  readonly translations: Readonly<Record<string, string>>;
}

/**
 * Reads a stamp's `.txt`: the English caption on the first line, then `xx.utf8=caption` a line
 * (Tux Paint's `EXTENDING`, "Stamps: text description").
 */
export function parseStampCaption(text: string): StampCaption {
  const [english = '', ...rest] = text.split(/\r?\n/).map((line) => line.trim());
  const translations = rest
    .map((line) => /^([a-zA-Z]{2,3}(?:[_@][\w@]+)?)\.utf8=(.+)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, language = '', caption = '']) => [language, caption.trim()] as const)
    .filter(([, caption]) => caption !== '');
  return { english, translations: Object.fromEntries(translations) };
}
