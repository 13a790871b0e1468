import { inputError } from '../../base/errors.ts';
import { listTable } from '../table/list.ts';
import { jsonlTable } from './jsonl.ts';
import type { SourceKind } from './place.ts';

/** JSONL on standard input; can be listed once. */
export const stdinSource: SourceKind = {
  name: 'stdin',
  accepts: '"-" for JSONL on standard input',
  fits: (place) => place.spec === '-',
  open: async (_place, options, effects) => {
    if (options.format !== undefined && options.format !== 'jsonl') {
      throw inputError(
        'unsupported-format',
        `Standard input is read as JSONL, not ${options.format}. Save it to a file and give its path.`,
      );
    }
    let isTaken = false;
    const bytes = (): AsyncIterable<Uint8Array> => {
      if (isTaken) {
        throw inputError(
          'already-read',
          'Standard input was listed before and cannot be read again.',
        );
      }
      isTaken = true;
      return effects.stdin();
    };
    const table = jsonlTable(bytes, 'standard input', effects.workingFolder);
    return { name: 'stdin', title: 'standard input', list: () => listTable(table, options) };
  },
};
