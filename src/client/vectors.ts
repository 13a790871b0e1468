import type { LookupRequest, vectorHeaders, vectorType } from '../contracts/lookup.ts';
import type { AskedSignal, SpaceOf, Vector } from './asked-signal.ts';
import { ClientError } from './client-error.ts';
import { idsPerRequest, type LookupOf } from './look-up.ts';
import type { Transport } from './transport.ts';

type Names = typeof vectorHeaders;
const signalHeader: Names['signal'] = 'x-understory-signal';
const dimsHeader: Names['dims'] = 'x-understory-dims';
const accept: typeof vectorType = 'application/octet-stream';

/** A vector as float32. */
export type FloatVector<Asked extends AskedSignal> = Float32Array & Vector<SpaceOf<Asked>>;

/** Vectors of one version of an embedding. */
export interface Vectors<Asked extends AskedSignal> {
  /** `image_embedding@2` */
  readonly ref: string;
  readonly dims: number;
  /** By item; those without a vector are not in it. */
  readonly byItem: ReadonlyMap<string, FloatVector<Asked>>;
}

/** The vectors of items themselves, not of their parts, in as many requests as it takes. */
export async function lookUpVectors<Asked extends AskedSignal>(
  ids: readonly string[],
  { signals, asOf }: LookupOf<Asked>,
  transport: Transport,
  signal: AbortSignal | undefined,
): Promise<Vectors<Asked>> {
  const byItem = new Map<string, FloatVector<Asked>>();
  const unique = [...new Set(ids)];
  let sent: readonly string[] = signals;
  let dims = 0;
  for (let start = 0; start < unique.length; start += idsPerRequest) {
    const part = unique.slice(start, start + idsPerRequest);
    const body: LookupRequest = { ids: part, signals: [...sent], asOf };
    const matrix = await transport.request(
      { path: '/v1/signals/lookup', accept, body, signal },
      matrixOf,
    );
    sent = [matrix.ref];
    dims = matrix.dims;
    for (const [row, id] of part.entries()) {
      const vector = matrix.numbers.slice(row * dims, (row + 1) * dims);
      if (!Number.isNaN(vector[0])) byItem.set(id, vector as FloatVector<Asked>);
    }
  }
  return { ref: sent.join(), dims, byItem };
}

interface Matrix {
  readonly ref: string;
  readonly dims: number;
  readonly numbers: Float32Array;
}

async function matrixOf(response: Response): Promise<Matrix> {
  const ref = response.headers.get(signalHeader) ?? '';
  const dims = Number(response.headers.get(dimsHeader));
  const bytes = new DataView(await response.arrayBuffer());
  if (ref === '' || !(dims > 0) || bytes.byteLength % (dims * 4) !== 0) {
    throw new ClientError('protocol', 'no-vectors', 'The server did not answer with vectors.');
  }
  const numbers = new Float32Array(bytes.byteLength / 4);
  for (let at = 0; at < numbers.length; at += 1) numbers[at] = bytes.getFloat32(at * 4, true);
  return { ref, dims, numbers };
}
