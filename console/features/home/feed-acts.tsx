import type { Hit } from '../../../src/contracts/api.ts';
import type { EventKind } from '../../../src/contracts/events.ts';
import { titleOf } from '../../ui/title.ts';

interface FeedActsProps {
  readonly hit: Hit;
  readonly onAct: (hit: Hit, kind: EventKind) => void;
}

/** The two that people do most, over the picture. */
export function FeedActs({ hit, onAct }: FeedActsProps) {
  const act = (kind: EventKind, verb: string, path: string) => (
    <button
      type="button"
      className="hit-act"
      aria-label={`${verb} ${titleOf(hit)}`}
      title={verb}
      onClick={() => onAct(hit, kind)}
    >
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false">
        <path d={path} fill="none" stroke="currentColor" strokeWidth="1.75" />
      </svg>
    </button>
  );
  return (
    <>
      {act('save', 'Save', 'M5.5 3.5h9v13l-4.5-3.5-4.5 3.5z')}
      {act('hide', 'Hide', 'M5 5l10 10M15 5L5 15')}
    </>
  );
}

const verbs: readonly (readonly [kind: EventKind, verb: string])[] = [
  ['view', 'Look at it'],
  ['click', 'Open it'],
  ['share', 'Share it'],
  ['save', 'Save it'],
  ['hide', 'Hide it'],
  ['report', 'Report it'],
];

/** All that a person may do with an item. */
export function AllActs({ hit, onAct }: FeedActsProps) {
  return verbs.map(([kind, verb]) => (
    <button key={kind} type="button" className="button" onClick={() => onAct(hit, kind)}>
      {verb}
    </button>
  ));
}
