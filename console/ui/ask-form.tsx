import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode, SubmitEvent } from 'react';
import { Problem } from './problem.tsx';

export interface AskFormProps<Answer> {
  /** On the button that does it. */
  readonly verb: string;
  /** On that button while it is done, where that takes long. */
  readonly busy?: string;
  /** On the button that does not do it. */
  readonly leave?: string;
  readonly act: () => Promise<Answer>;
  /** What is looked at again afterwards: the first words of the keys of queries. */
  readonly changes: readonly string[];
  /** In place of closing. Called also when it was closed meanwhile: what comes may come only once. */
  readonly onDone?: (answer: Answer) => unknown;
  readonly onClose: () => void;
  /** Whether there is all that is needed to do it. */
  readonly isReady?: boolean;
  /** What will happen and how to go back, and what there is to fill in. */
  readonly children: ReactNode;
}

/** What is done once it was asked about: closes when it is done, says why when it is refused. */
export function AskForm<Answer>(props: AskFormProps<Answer>) {
  const { verb, busy, leave = 'Leave it', act, changes, isReady = true } = props;
  const { onDone, onClose, children } = props;
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: act,
    onSuccess: (answer) => onDone?.(answer),
    onSettled: async () => {
      await Promise.all(changes.map((key) => client.invalidateQueries({ queryKey: [key] })));
    },
  });
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    change.mutate(undefined, { onSuccess: () => onDone === undefined && onClose() });
  };
  return (
    <form className="ask-form" onSubmit={onSubmit}>
      {children}
      <Problem error={change.error} />
      <p className="ask-acts">
        <button
          type="submit"
          className="button button-mark"
          disabled={!isReady || change.isPending}
        >
          {change.isPending ? (busy ?? verb) : verb}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {leave}
        </button>
      </p>
    </form>
  );
}
