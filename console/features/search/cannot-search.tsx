import { Notice } from '../../ui/notice.tsx';

/** In place of results where a dropped picture was on a page that is gone. */
export function GonePicture() {
  return (
    <Notice title="That picture is gone">
      <p className="soft">
        A picture that you drop is not stored: it lives as long as the page does. Drop or choose it
        again.
      </p>
    </Notice>
  );
}

/** In place of results where all parts lead away. */
export function OnlyAway() {
  return (
    <Notice title="Away from this, but towards what?">
      <p className="soft">Add words, a picture or an item that results should be like.</p>
    </Notice>
  );
}
