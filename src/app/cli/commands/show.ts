import type { Command } from 'commander';
import { readsIn } from '../../../consumers/ledger/reads-in.ts';
import { recordReads } from '../../../consumers/ledger/record.ts';
import { cliPrincipal } from '../../../consumers/principal.ts';
import { getItemDetail } from '../../../retrieval/item-detail.ts';
import { withContext } from '../session.ts';

export function registerShow(program: Command): void {
  program
    .command('show')
    .argument('<id>', 'an item')
    .description('one item: its text, attributes and everything its signals say')
    .action(async (id: string, _options: unknown, command: Command) => {
      await withContext(command, async (context, output) => {
        const detail = await getItemDetail(id, context);
        const rows = detail.signals.map(({ signal, version }) => ({ signal, version, item: id }));
        const { consumer } = cliPrincipal;
        await recordReads(context.db, consumer, readsIn(rows), context.clock());
        output.object(detail);
        const { card, text, attributes, failure } = detail;
        output.line(`${card.id}  (${card.state})`);
        if (card.title) output.line(card.title);
        if (text.description) output.line(text.description);
        if (text.tags.length > 0) output.line(`tags: ${text.tags.join(', ')}`);
        for (const [name, value] of Object.entries(attributes))
          output.line(`${name}: ${String(value)}`);
        if (card.width > 0) output.line(`${card.width} × ${card.height} pixels`);
        if (failure) output.line(`failed: ${failure.message}`);
        for (const { signal, version, part, status, reason, value } of detail.signals) {
          const name = `${signal}@${version}${part === '' ? '' : ` of ${part}`}`;
          const said = status === 'ok' ? shortened(value) : `${status}: ${reason ?? ''}`;
          output.line();
          output.line(name);
          output.line(`  ${said}`);
        }
      });
    });
}

/** JSON of a value with four digits of each number; of a vector only the beginning is known here. */
function shortened(value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) => {
    if (typeof part === 'number') return Number(part.toPrecision(4));
    return key === 'vector' && Array.isArray(part) ? [...part, '…'] : part;
  });
}
