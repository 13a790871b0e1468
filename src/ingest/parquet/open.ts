import { asyncBufferFromFile, parquetMetadataAsync, parquetScan, parquetSchema } from 'hyparquet';
import type { FileMetaData, ParquetScan } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { inputError, messageOf } from '../../base/errors.ts';

const maxPageBytes = 1 << 28;

export interface ParquetFile {
  readonly metadata: FileMetaData;
  /** Names of the columns at the top level. */
  readonly columns: readonly string[];
  /** A lazy reader of one column's rows at a time; bytes that no type calls text stay bytes. */
  scan(): Promise<ParquetScan>;
}

/** @throws input `bad-parquet` where the footer cannot be read. */
export async function openParquet(path: string): Promise<ParquetFile> {
  try {
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    const columns = parquetSchema(metadata).children.map((child) => child.element.name);
    const scan = () =>
      parquetScan({
        file,
        metadata,
        compressors: boundedCompressors,
        utf8: false,
        useOffsetIndex: true,
      });
    return { metadata, columns, scan };
  } catch (error) {
    throw inputError(
      'bad-parquet',
      `Expected a Parquet file at ${path}, could not read it: ${messageOf(error)}. It may be cut off; write it again.`,
      { cause: error },
    );
  }
}

/** The size that a page claims is allocated before it is unpacked: a claim can be a bomb. */
const boundedCompressors = Object.fromEntries(
  Object.entries(compressors).map(([codec, decompress]) => [
    codec,
    (input: Uint8Array, outputLength: number): Uint8Array => {
      if (outputLength > maxPageBytes) {
        throw inputError(
          'page-too-large',
          `Expected a page of at most ${maxPageBytes} bytes, got one of ${outputLength}`,
        );
      }
      return decompress(input, outputLength);
    },
  ]),
);
