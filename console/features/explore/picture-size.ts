import { useState } from 'react';

export const pictureSizes = ['small', 'medium', 'large'] as const;

export type PictureSize = (typeof pictureSizes)[number];

/** The width that a picture of each size would like to have, in pixels. */
export const idealWidths: Readonly<Record<PictureSize, number>> = {
  small: 130,
  medium: 205,
  large: 320,
};

const key = 'understory.picture-size';

/** How large the catalogue is shown; remembered in this browser. */
export function usePictureSize(): readonly [PictureSize, (size: PictureSize) => void] {
  const [size, setSize] = useState<PictureSize>(
    () => pictureSizes.find((one) => one === localStorage.getItem(key)) ?? 'medium',
  );
  const choose = (next: PictureSize) => {
    localStorage.setItem(key, next);
    setSize(next);
  };
  return [size, choose];
}
