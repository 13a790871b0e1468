import type { z } from 'zod';
import type { cropEmbeddingValue } from '../../../../src/contracts/values.ts';
import { Crop } from '../../../ui/crop.tsx';
import type { ValueProps } from './value-view.tsx';

type CropValue = Omit<z.infer<typeof cropEmbeddingValue>, 'vector'>;

/** One part of the picture that can be searched with. */
export function CropRow({ value, detail, pictureUrl, veiled, onSearch }: ValueProps<CropValue>) {
  return (
    <button
      type="button"
      className="value-crop"
      aria-label={`Search with the part: ${value.label}`}
      onClick={() => onSearch(value.box)}
    >
      <Crop
        card={detail.card}
        {...(pictureUrl === undefined ? {} : { url: pictureUrl })}
        box={value.box}
        alt=""
        veiled={veiled}
      />
      <span>{value.label}</span>
    </button>
  );
}
