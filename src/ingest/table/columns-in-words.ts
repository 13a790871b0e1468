import type { ColumnPlan } from './columns.ts';

/** More names than this are counted. */
const mostNames = 12;

/**
 * What the columns of a table are taken for: `id "sku"; title none, see --title-column; …`. Nobody
 * should find out by an empty search that a title was none.
 *
 * @param columns All of the table.
 */
export function columnsInWords(plan: ColumnPlan, columns: readonly string[]): string {
  const roles = [
    plan.id === undefined ? 'id: none (--id-column), one is made' : `id: ${quoted([plan.id])}`,
    ...(plan.assets.length === 0
      ? ['pictures and videos: none (--image-column)']
      : [`pictures and videos: ${quoted(plan.assets)}`]),
    ...(['title', 'description', 'tags'] as const).map((role) => {
      const column = plan[role];
      return column === undefined
        ? `${role}: none (--${role}-column)`
        : `${role}: ${quoted([column])}`;
    }),
  ];
  const taken = new Set([plan.id, plan.title, plan.description, plan.tags, ...plan.assets]);
  const attributes = columns.filter((column) => !taken.has(column));
  if (attributes.length > 0) roles.push(`attributes: ${quoted(attributes)}`);
  return roles.join('; ');
}

function quoted(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map((name) => JSON.stringify(name.slice(0, 60)));
  const others = names.length - shown.length;
  return `${shown.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
}
