import { useQuery } from '@tanstack/react-query';
import type { ClipboardEvent, DragEvent } from 'react';
import { duplicateCheckQuery } from '../../api/duplicates.ts';
import { findPicture, takesPictures } from '../../api/picture-drawer.ts';
import type { QueryPicture } from '../../api/picture-drawer.ts';
import { PictureFile } from '../../ui/picture-file.tsx';
import { CheckAnswer } from './check-answer.tsx';
import './check.css';

interface CheckProps {
  /** The key of the picture that is checked. */
  readonly picture: number | undefined;
  readonly onPicture: (bytes: Blob) => void;
  readonly onClose: () => void;
}

/** Whether a picture of one's own is a copy of anything in the catalogue. */
export function Check({ picture: key, onPicture, onClose }: CheckProps) {
  const picture = key === undefined ? undefined : findPicture(key);
  const arrive = (event: DragEvent | ClipboardEvent, data: DataTransfer) => {
    const file = [...data.files].find(({ type }) => type.startsWith('image/'));
    if (file === undefined) return;
    event.preventDefault();
    onPicture(file);
  };
  return (
    <section
      className="check"
      aria-label="Check a picture"
      onDrop={(event) => arrive(event, event.dataTransfer)}
      onPaste={(event) => arrive(event, event.clipboardData)}
      {...takesPictures}
    >
      <div className="check-ask" tabIndex={-1}>
        <div>
          <h2>Check a picture</h2>
          <p className="soft small">
            {key !== undefined && picture === undefined
              ? 'The picture is gone: it is not stored, it lives as long as the page. Drop it again.'
              : 'Drop one here to see whether it is a copy of anything, and how that is decided.'}
          </p>
        </div>
        <PictureFile label="Choose a picture to check" onPicture={onPicture} />
        {key !== undefined && (
          <button type="button" className="quiet" onClick={onClose}>
            Close
          </button>
        )}
      </div>
      {picture !== undefined && <Checked key={picture.key} picture={picture} />}
    </section>
  );
}

function Checked({ picture }: { readonly picture: QueryPicture }) {
  const check = useQuery(duplicateCheckQuery(picture));
  return <CheckAnswer query={check} url={picture.url} />;
}
