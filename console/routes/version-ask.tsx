import { useNavigate } from '@tanstack/react-router';
import type { SignalDetail } from '../../src/contracts/signals-api.ts';
import { BackfillAsk } from '../features/backfill/backfill-ask.tsx';
import { AddVersionAsk } from '../features/releases/add-version-ask.tsx';
import { DeprecateAsk } from '../features/releases/deprecate-ask.tsx';
import { DropAsk } from '../features/releases/drop-ask.tsx';
import { PromoteAsk } from '../features/releases/promote-ask.tsx';
import { RollBackAsk } from '../features/releases/roll-back-ask.tsx';
import type { VersionAct } from '../features/signals/versions.tsx';

export interface AskedAct {
  readonly act: VersionAct;
  readonly version: number;
}

interface VersionAskProps {
  readonly signal: SignalDetail;
  readonly asked: AskedAct;
  readonly onAsk: (asked: AskedAct | undefined) => void;
}

/** The question of what is to be done with a version. */
export function VersionAsk({ signal, asked: { act, version }, onAsk }: VersionAskProps) {
  const navigate = useNavigate();
  const { name } = signal;
  const contract = signal.versions.find((one) => one.version === version);
  const onClose = () => onAsk(undefined);
  if (act === 'add') {
    return (
      <AddVersionAsk
        name={name}
        version={version}
        onClose={onClose}
        onBackfill={() => onAsk({ act: 'backfill', version })}
      />
    );
  }
  if (contract === undefined) return null;
  switch (act) {
    case 'backfill':
      return (
        <BackfillAsk
          name={name}
          version={version}
          onClose={onClose}
          onBegun={({ id }) => void navigate({ to: '/jobs/$id', params: { id } })}
        />
      );
    case 'promote':
      return (
        <PromoteAsk
          signal={signal}
          contract={contract}
          onClose={onClose}
          onRollBack={() => onAsk({ act: 'rollback', version })}
        />
      );
    case 'rollback':
      return <RollBackAsk signal={signal} onClose={onClose} />;
    case 'deprecate':
      return <DeprecateAsk name={name} version={version} onClose={onClose} />;
    case 'drop':
      return <DropAsk name={name} contract={contract} onClose={onClose} />;
  }
}
