import { z } from 'zod';
import { itemSignalsQuerySchema } from './lookup.ts';

/** Forms of an export that can be written as it is read: a line an item. */
export const streamedFormats = ['jsonl', 'csv'] as const;
export type StreamedFormat = (typeof streamedFormats)[number];

/** `GET /v1/export?signals=ocr,image_embedding@2&asOf=&format=` */
export const exportQuerySchema = itemSignalsQuerySchema.extend({
  format: z.enum(streamedFormats).default('jsonl'),
});
