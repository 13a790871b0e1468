import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { isTakenBy, keepPicture } from '../api/picture-drawer.ts';

/** While a file is over the page, the page says so by this attribute of its root. */
const overAttribute = 'data-picture-over';

function pictureIn(data: DataTransfer | null): File | undefined {
  return [...(data?.files ?? [])].find((file) => file.type.startsWith('image/'));
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** A picture dropped or pasted on any page is searched with. */
export function useArrivingPictures(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const root = document.documentElement;
    const take = (event: Event, data: DataTransfer | null) => {
      const picture = pictureIn(data);
      if (picture === undefined || isTakenBy(event.target)) return;
      event.preventDefault();
      void navigate({ to: '/search', search: { picture: keepPicture(picture) } });
    };
    const onPaste = (event: ClipboardEvent) => take(event, event.clipboardData);
    const onDragOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      root.toggleAttribute(overAttribute, !isTakenBy(event.target));
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) root.toggleAttribute(overAttribute, false);
    };
    const onDrop = (event: DragEvent) => {
      root.toggleAttribute(overAttribute, false);
      // Without this the browser would leave the page for the file.
      if (hasFiles(event)) event.preventDefault();
      take(event, event.dataTransfer);
    };
    window.addEventListener('paste', onPaste);
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('paste', onPaste);
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [navigate]);
}
