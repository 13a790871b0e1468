import type { Inspection } from '../../test/fixtures/inspect.ts';
import type { S3Server } from '../../test/fixtures/s3-server.ts';

/** The commits that the store holds of tables that have too many or too few rows, with their times. */
export function commitsOfFaulty(
  expected: Inspection,
  found: Inspection,
  { objects }: S3Server,
): string[] {
  const faulty = Object.keys(expected.signals).filter(
    (ref) => expected.signals[ref]?.length !== found.signals[ref]?.length,
  );
  return faulty.flatMap((ref) => {
    const listed = found.signals[ref] === undefined ? 'not listed' : 'listed';
    const folder = `/${ref.replace('@', '-v')}.lance/`;
    const files = [...objects].filter(([key]) => key.includes(folder) && !key.includes('/data/'));
    return [
      `${ref} is ${listed}; ${files.length} files:`,
      ...files.map(
        ([key, { bytes, modified }]) =>
          `  ${modified.toISOString()} ${bytes.length} ${key.slice(key.indexOf(folder))}`,
      ),
    ];
  });
}
