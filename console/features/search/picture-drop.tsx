import { Button } from 'react-aria-components/Button';
import { DropZone } from 'react-aria-components/DropZone';
import type { DropItem } from 'react-aria-components/useDragAndDrop';
import { FileTrigger } from 'react-aria-components/FileTrigger';

interface PictureDropProps {
  readonly onPicture: (bytes: Blob) => void;
  readonly isLarge: boolean;
}

/** A place for a picture to search with: dropped, pasted or chosen. */
export function PictureDrop({ onPicture, isLarge }: PictureDropProps) {
  const take = async (items: readonly DropItem[]) => {
    const file = items.find((item) => item.kind === 'file' && item.type.startsWith('image/'));
    if (file?.kind === 'file') onPicture(await file.getFile());
  };
  return (
    <DropZone
      className="picture-drop"
      data-large={isLarge}
      aria-label="Drop or paste a picture to search with"
      getDropOperation={() => 'copy'}
      onDrop={(event) => void take(event.items)}
    >
      <p>
        Drop or paste a picture here
        <span className="soft">, or </span>
      </p>
      <FileTrigger
        acceptedFileTypes={['image/*']}
        onSelect={(files) => {
          const file = files?.[0];
          if (file !== undefined) onPicture(file);
        }}
      >
        <Button className="button">Choose a file</Button>
      </FileTrigger>
    </DropZone>
  );
}
