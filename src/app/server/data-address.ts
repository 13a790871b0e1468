/** Whether an address is of data, for programs; all others are pages of the console. */
export function isDataAddress(url: string): boolean {
  return /^\/(v1|v2|media)([/?]|$)/.test(url);
}
