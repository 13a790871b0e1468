import { computePath } from '../../api/compute.ts';

/** The line of a terminal that asks for signals of a picture. */
export function computeCommand(
  origin: string,
  signals: readonly string[],
  deadlineMs: number,
): string {
  const address = `${origin}${computePath({ signals, deadlineMs })}`;
  return `curl -H "Authorization: Bearer $TOKEN" -H 'Content-Type: image/jpeg' --data-binary @photo.jpg '${address}'`;
}
