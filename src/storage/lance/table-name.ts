import { parseSignalRef, type SignalRef } from '../../contracts/signal-ref.ts';

/** Which Lance tables hold a bucket of a version of a signal. */
export interface TableNames {
  readonly live: string;
  readonly history: string;
}

/** With one bucket a table is named for its version alone: `ocr-v1`, else `ocr-v1-b03`. */
export function tableNamesOf(
  { name, version }: { readonly name: string; readonly version: number },
  bucket: number,
  buckets: number,
): TableNames {
  const place = buckets === 1 ? '' : `-b${String(bucket).padStart(2, '0')}`;
  const live = `${name}-v${version}${place}`;
  return { live, history: `${live}-history` };
}

const form = /^(?<name>[a-z0-9_]+)-v(?<version>[0-9]+)(?:-b[0-9]+)?(?:-history)?$/;

/** The version of the signal that a Lance table belongs to; undefined where it is of no signal. */
export function refOfTableName(table: string): SignalRef | undefined {
  const { name = '', version = '' } = form.exec(table)?.groups ?? {};
  const parsed = parseSignalRef(`${name}@${version}`);
  return parsed === undefined ? undefined : `${parsed.name}@${parsed.version}`;
}
