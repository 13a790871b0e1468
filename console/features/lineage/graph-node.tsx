import { Link } from '@tanstack/react-router';
import { words } from '../../ui/numbers.ts';
import type { NodeSize, PlacedNode } from './lay-graph.ts';

interface GraphNodeProps {
  readonly node: PlacedNode;
  readonly size: NodeSize;
  /** Whether the page is about it. */
  readonly isFocus: boolean;
  readonly onPoint: (isPointed: boolean) => void;
}

/** One box of the lineage; that of a signal leads to its page. */
export function GraphNode({ node, size, isFocus, onPoint }: GraphNodeProps) {
  const { title, detail } = labelOf(node);
  const box = (
    <g
      transform={`translate(${node.x} ${node.y})`}
      className="lineage-node"
      data-kind={node.kind}
      data-focus={isFocus}
      onPointerEnter={() => onPoint(true)}
      onPointerLeave={() => onPoint(false)}
    >
      <title>{`${title}, ${detail}`}</title>
      <rect width={size.width} height={size.height} rx={2} />
      <text x={9} y={17}>
        {shortened(title, size.width)}
      </text>
      <text x={9} y={32} className="lineage-detail">
        {detail}
      </text>
    </g>
  );
  const [name, version] = node.id.split('@');
  if (node.kind !== 'signal' || name === undefined) return box;
  return (
    <Link
      to="/signals/$name"
      params={{ name }}
      search={{ version: Number(version) }}
      aria-current={isFocus ? 'page' : undefined}
      draggable={false}
      onFocus={() => onPoint(true)}
      onBlur={() => onPoint(false)}
    >
      {box}
    </Link>
  );
}

function labelOf({ id, kind }: PlacedNode): { readonly title: string; readonly detail: string } {
  if (kind === 'model') return { title: id.replace(/^model:/, ''), detail: 'model' };
  if (kind !== 'signal') return { title: words(id), detail: kind };
  const [name = id, version = ''] = id.split('@');
  return { title: words(name), detail: `v${version}` };
}

/** Pixels of a letter, about. */
const letter = 6.3;

function shortened(text: string, width: number): string {
  const room = Math.floor((width - 16) / letter);
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
}
