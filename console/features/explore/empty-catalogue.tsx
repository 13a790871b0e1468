import { Command, Notice } from '../../ui/notice.tsx';

/** What a new user sees: how to read a folder. */
export function EmptyCatalogue() {
  return (
    <Notice title="Nothing has been read yet">
      <p>Point Understory at a folder of pictures, videos and text:</p>
      <Command line="understory read ./photos" />
      <p className="soft">
        A CSV, JSONL or Parquet file works too, and a few files can be added here. Pictures appear
        while they are being read.
      </p>
    </Notice>
  );
}

/** What is seen when the filters leave nothing. */
export function NothingMatches({ onClear }: { readonly onClear: () => void }) {
  return (
    <Notice title="No item matches these filters">
      <button type="button" className="button" onClick={onClear}>
        Clear all filters
      </button>
    </Notice>
  );
}
