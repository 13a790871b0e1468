import { useRef, useState } from 'react';
import { addFile } from '../../api/add-items.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { counted } from '../../ui/numbers.ts';
import { Progress } from '../../ui/progress.tsx';

interface Refused {
  readonly name: string;
  readonly reason: string;
}

/** Pictures and videos of this machine, sent into the catalogue one after the other until it is closed. */
export function AddAsk({ onClose }: { readonly onClose: () => void }) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [taken, setTaken] = useState(0);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const isClosed = useRef(false);
  const close = () => {
    isClosed.current = true;
    onClose();
  };
  const send = async () => {
    const problems: Refused[] = [];
    let done = 0;
    for (const file of files) {
      if (isClosed.current) break;
      const reason = await reasonAgainst(file);
      if (reason === undefined) done += 1;
      else problems.push({ name: file.name, reason });
      setTaken(done);
      setRefused([...problems]);
    }
    return problems.length;
  };
  return (
    <Confirm
      title="Add pictures and videos"
      verb={files.length === 0 ? 'Add' : `Add ${counted(files.length, 'file')}`}
      busy="Sending …"
      leave="Close"
      act={send}
      changes={['status', 'items', 'facets']}
      isReady={files.length > 0 && taken + refused.length < files.length}
      onDone={(problems) => problems === 0 && close()}
      onClose={close}
    >
      <p className="soft">
        Each becomes an item with the name of its file; one of the same name is replaced. Signals
        are computed right away. For folders and tables: <code>understory read ./photos</code>
      </p>
      <label className="labelled">
        Files
        <input
          className="field"
          type="file"
          multiple
          accept="image/*,video/*"
          onChange={({ target }) => {
            setFiles([...(target.files ?? [])]);
            setTaken(0);
            setRefused([]);
          }}
        />
      </label>
      {taken + refused.length > 0 && (
        <Progress label="Files sent" all={files.length} done={taken} failed={refused.length} />
      )}
      {refused.length > 0 && (
        <ul className="add-refused" aria-label="What was not taken">
          {refused.map(({ name, reason }) => (
            <li key={name}>
              <strong>{name}</strong> {reason}
            </li>
          ))}
        </ul>
      )}
    </Confirm>
  );
}

async function reasonAgainst(file: File): Promise<string | undefined> {
  try {
    const { problems } = await addFile(file);
    return problems[0]?.message;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
