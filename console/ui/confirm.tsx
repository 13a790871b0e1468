import { Ask } from './ask.tsx';
import { AskForm } from './ask-form.tsx';
import type { AskFormProps } from './ask-form.tsx';

/** A question with two answers: to do it, or to leave it. */
export function Confirm<Answer>({
  title,
  ...form
}: AskFormProps<Answer> & { readonly title: string }) {
  return (
    <Ask title={title} onClose={form.onClose}>
      <AskForm {...form} />
    </Ask>
  );
}
