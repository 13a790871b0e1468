import { cleanText } from './clean-text.ts';

const maxTags = 1000;

/**
 * Tags of a cell or a JSON value: a list, a JSON list in text, or words parted by `,`, `;`, `|` or
 * line ends. A leading `#` is dropped, repeated tags are kept once.
 */
export function tagsOf(value: unknown): string[] {
  const parts = Array.isArray(value) ? value : typeof value === 'string' ? split(value) : [];
  const tags = parts
    .filter((part) => typeof part === 'string' || typeof part === 'number')
    .map((part) => cleanText(String(part)).replace(/^#/, ''))
    .filter((tag) => tag !== '');
  return [...new Set(tags)].slice(0, maxTags);
}

function split(text: string): unknown[] {
  return listIn(text) ?? text.split(/[,;|\n]/);
}

/** The JSON list that a cell holds, or undefined where it holds something else. */
export function listIn(text: string): unknown[] | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('[') || !trimmed.endsWith(']')) return undefined;
  try {
    const parsed: unknown = JSON.parse(trimmed);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    // Text in brackets that is not JSON is text.
    return undefined;
  }
}
