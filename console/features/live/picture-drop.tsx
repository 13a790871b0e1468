import { useEffect, useState } from 'react';
import { takesPictures } from '../../api/picture-drawer.ts';

interface PictureDropProps {
  readonly picture: Blob | undefined;
  readonly onPicture: (picture: Blob) => void;
}

/** A place to drop a picture on, or to choose one with a press. */
export function PictureDrop({ picture, onPicture }: PictureDropProps) {
  const [isOver, setOver] = useState(false);
  const url = useObjectUrl(picture);
  const take = (files: FileList | null) => {
    const file = [...(files ?? [])].find(({ type }) => type.startsWith('image/'));
    if (file !== undefined) onPicture(file);
  };
  return (
    <label
      {...takesPictures}
      className="try-drop"
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <input
        type="file"
        accept="image/*"
        className="unseen"
        aria-label="Choose a picture to send"
        onChange={({ target }) => take(target.files)}
      />
      {url === undefined ? (
        <span>
          Drop a picture here
          <br />
          <span className="small soft">or press to choose one</span>
        </span>
      ) : (
        <img src={url} alt="The picture to send" />
      )}
    </label>
  );
}

/** An address of bytes, given back when they change. */
function useObjectUrl(bytes: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (bytes === undefined) return undefined;
    const made = URL.createObjectURL(bytes);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return url;
}
