import { z } from 'zod';
import { readsIn } from '../../../consumers/ledger/reads-in.ts';
import { mayReadSignal, requireSignal } from '../../../consumers/permission.ts';
import { requireName } from '../../../extraction/versions/resolve.ts';
import { getItemDetail } from '../../../retrieval/item-detail.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

const paramsSchema = z.object({ id: z.string().min(1).max(1024) });
const querySchema = z.object({ signals: z.string().max(2000).optional() });

/**
 * `GET /v1/items/{id}?signals=a,b`: everything that is known of one item, or with `signals` of these
 * alone. A key is given what it may read; signals that it asks for and may not are refused.
 */
export const registerShow: RegisterRoute = (server, { context, ledger }) => {
  server.get(
    '/v1/items/:id',
    { config: { scope: 'items:read' } },
    async ({ params, query, principal }) => {
      const { id } = validate(paramsSchema, params);
      const wanted = validate(querySchema, query).signals?.split(',').map(requireName);
      for (const signal of wanted ?? []) requireSignal(principal, signal);
      const detail = await getItemDetail(id, context);
      const signals = detail.signals.filter(({ signal, version }) => {
        if (!wanted) return mayReadSignal(principal, signal, version);
        if (!wanted.some((name) => name === signal)) return false;
        requireSignal(principal, signal, version);
        return true;
      });
      const rows = signals.map(({ signal, version }) => ({ signal, version, item: id }));
      await ledger.record(principal.consumer, readsIn(rows));
      return { ...detail, signals };
    },
  );
};
