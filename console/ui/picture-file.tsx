import './picture-file.css';

interface PictureFileProps {
  readonly label: string;
  readonly onPicture: (bytes: Blob) => void;
}

/** A button that opens the files of the machine, or the camera of a phone, for a picture. */
export function PictureFile({ label, onPicture }: PictureFileProps) {
  return (
    <label className="button picture-file">
      <input
        type="file"
        accept="image/*"
        className="unseen"
        aria-label={label}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) onPicture(file);
          // The same file may be chosen again.
          event.target.value = '';
        }}
      />
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
        <path
          d="M3 6h3l1.5-2h5L14 6h3v10H3zM10 8.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6z"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
      </svg>
      Picture
    </label>
  );
}
