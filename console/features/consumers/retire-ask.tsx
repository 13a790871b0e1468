import { useMutation, useQueryClient } from '@tanstack/react-query';
import { retireConsumer } from '../../api/consumers.ts';
import { Ask, Problem } from '../../ui/ask.tsx';

interface RetireAskProps {
  readonly name: string;
  readonly onClose: () => void;
}

/** Ends a consumer with all its keys. */
export function RetireAsk({ name, onClose }: RetireAskProps) {
  const client = useQueryClient();
  const retire = useMutation({
    mutationFn: async () => await retireConsumer(name),
    async onSuccess() {
      await client.invalidateQueries({ queryKey: ['consumers'] });
      onClose();
    },
  });
  return (
    <Ask title={`Retire ${name}`} onClose={onClose}>
      <p>
        Its keys end at once and it stands in nobody’s way any more. What it read stays in the
        ledger. This cannot be undone.
      </p>
      <Problem error={retire.error} />
      <p className="ask-acts">
        <button
          type="button"
          className="button button-mark"
          disabled={retire.isPending}
          onClick={() => retire.mutate()}
        >
          Retire {name}
        </button>
        <button type="button" className="button" onClick={onClose}>
          Leave it
        </button>
      </p>
    </Ask>
  );
}
