import { retireConsumer } from '../../api/consumers.ts';
import { Confirm } from '../../ui/confirm.tsx';

interface RetireAskProps {
  readonly name: string;
  readonly onClose: () => void;
}

/** Ends a consumer with all its keys. */
export function RetireAsk({ name, onClose }: RetireAskProps) {
  return (
    <Confirm
      title={`Retire ${name}`}
      verb={`Retire ${name}`}
      act={async () => await retireConsumer(name)}
      changes={['consumers']}
      onClose={onClose}
    >
      <p>
        Its keys end at once and it stands in nobody’s way any more. What it read stays in the
        ledger. This cannot be undone.
      </p>
    </Confirm>
  );
}
