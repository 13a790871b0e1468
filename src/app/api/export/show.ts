import { Readable } from 'node:stream';
import { requireSignal } from '../../../consumers/permission.ts';
import { exportQuerySchema } from '../../../contracts/export.ts';
import { versionOf } from '../../../contracts/signal-ref.ts';
import { exportLines } from '../../../retrieval/export/lines.ts';
import { recordedRows } from '../../../retrieval/export/recorded.ts';
import { exportedVersion, exportRows } from '../../../retrieval/export/rows.ts';
import { planLookup } from '../../../retrieval/lookup/plan.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

const typeOf = {
  jsonl: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
} as const;

/**
 * `GET /v1/export?signals=ocr,image_embedding@2&asOf=&format=jsonl|csv`: the values of some signals
 * of every item, a line an item in the order of ids, as they are read. An answer that breaks off was
 * not whole: its connection ends without the last chunk.
 */
export const registerExport: RegisterRoute = (server, { context, ledger }) => {
  server.get('/v1/export', { config: { scope: 'export' } }, async ({ query, principal }, reply) => {
    const { signals, asOf, format } = validate(exportQuerySchema, query);
    const plan = await planLookup(signals, asOf, context);
    const exported = [...plan.refs].map(([label, ref]) => {
      const { name, version } = versionOf(ref);
      requireSignal(principal, name, version);
      return exportedVersion(label, ref, plan.registry);
    });
    const rows = recordedRows(exported, exportRows(exported, plan.asOf, context), (reads) =>
      ledger.record(principal.consumer, reads),
    );
    return await reply
      .type(typeOf[format])
      .send(Readable.from(exportLines(exported, format, rows), { objectMode: false }));
  });
};
