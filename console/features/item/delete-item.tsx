import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { deleteItem } from '../../api/deletions.ts';
import { Confirm } from '../../ui/confirm.tsx';

/** A button, and the question what will happen and why; then the catalogue, without the item. */
export function DeleteItem({ id }: { readonly id: string }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" className="quiet" onClick={() => setAsking(true)}>
        Delete this item …
      </button>
      {asking && <Question id={id} onClose={() => setAsking(false)} />}
    </>
  );
}

function Question({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const navigate = useNavigate();
  const client = useQueryClient();
  const onDeleted = async () => {
    await navigate({ to: '/' });
    client.removeQueries({ queryKey: ['item', id] });
    await client.invalidateQueries();
  };
  return (
    <Confirm
      title="Delete this item for good"
      verb="Delete it"
      busy="Deleting …"
      leave="Keep it"
      act={async () => await deleteItem(id, reason.trim())}
      changes={[]}
      onDone={onDeleted}
      onClose={onClose}
    >
      <ul>
        <li>It goes from the catalogue at once, and from everything else within a minute.</li>
        <li>All versions of all signals lose it, with their history; so do past events.</li>
        <li>Its pictures and thumbnails go, unless another item has the same.</li>
        <li>It is not read again until you restore it: understory delete --restore ID.</li>
        <li>Consumers are told, so that they delete it too.</li>
        <li>Exports that you made, backups, and the source itself still have it.</li>
      </ul>
      <label className="labelled">
        Why
        <textarea
          className="field"
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <span className="soft">Kept for the audit: a ticket or a case, not a name.</span>
      </label>
    </Confirm>
  );
}
