interface PictureChoiceProps {
  readonly onPicture: (bytes: Blob) => void;
  readonly isLarge: boolean;
}

/** A picture of one's own to search with. Dropping and pasting work everywhere; this says so. */
export function PictureChoice({ onPicture, isLarge }: PictureChoiceProps) {
  return (
    <div className="picture-choice" data-large={isLarge}>
      <p>
        Drop or paste a picture<span className="soft">, or</span>
      </p>
      <label className="button">
        <input
          type="file"
          accept="image/*"
          className="unseen"
          aria-label="Choose a picture to search with"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file !== undefined) onPicture(file);
          }}
        />
        Choose a file
      </label>
    </div>
  );
}
