import { expect, test } from 'vitest';
import { readLatestManifest } from '../../../../src/storage/lance/files/table-files.ts';

test.each([
  ['newest-first names', ['18446744073709551604', '18446744073709551606'], '18446744073709551604'],
  ['plain names', ['9', '10'], '10'],
])('readLatestManifest() takes the last version of %s', async (_, names, latest) => {
  const asked: string[] = [];
  const objects = {
    list: () =>
      Promise.resolve(
        names.map((name) => ({
          path: `t.lance/_versions/${name}.manifest`,
          sizeBytes: 1,
          modifiedAt: 0,
        })),
      ),
    find: (path: string) => {
      asked.push(path);
      return Promise.resolve(undefined);
    },
  };
  expect(await readLatestManifest(objects, 't')).toBeUndefined();
  expect(asked).toEqual([`t.lance/_versions/${latest}.manifest`]);
});
