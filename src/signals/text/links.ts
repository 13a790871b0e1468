/** Addresses and e-mail addresses. Every repetition is bounded, so no input makes it slow. */
const link =
  /(?:https?:\/\/|www\.)[^\s<>"']{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}|\b(?:[a-z0-9-]{1,63}\.){1,4}(?:com|net|org|info|biz|shop|store|site|online|xyz|ru|cn|co|io|me|ly|tk|top)\b(?:\/[^\s<>"']{0,2000})?/giu;

/** The links in a text, in order. */
export function findLinks(text: string): readonly string[] {
  return text.match(link) ?? [];
}

/** The text with a space in place of each link. */
export function withoutLinks(text: string): string {
  return text.replace(link, ' ');
}
