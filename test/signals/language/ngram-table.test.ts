import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parseNgramTable } from '../../../src/signals/language/ngram-table.ts';

describe('parseNgramTable()', () => {
  const source = String.raw`export const ngramsData = {type:'L60',languages:{0:'am',59:'zh'},isSubset:false,
ngrams:{5656:{44:0},' Lé4L':{0:176},"'n ":{3:7,59:1},'a\'b:{':{1:2},L_QL:{0:148,7:9}}};`;

  it.each([
    ['5656', { 44: 0 }],
    [' Lé4L', { 0: 176 }],
    ["'n ", { 3: 7, 59: 1 }],
    ["a'b:{", { 1: 2 }],
    ['L_QL', { 0: 148, 7: 9 }],
    ['abcd', undefined],
    ['toolong', undefined],
    ['', undefined],
    ['日', undefined],
  ])('parseNgramTable() gives the scores of %j when it was read', (ngram, scores) => {
    expect(parseNgramTable(source)[ngram]).toEqual(scores);
  });

  it('parseNgramTable() says what is wrong when the file is another', () => {
    expect(() => parseNgramTable('export default 1')).toThrow('ngrams:{');
  });

  it('parseNgramTable() has what the package has when it reads its small table', async () => {
    const file = new URL('../ngrams/extrasmall.js', import.meta.resolve('eld'));
    const module = (await import(file.href)) as {
      ngramsData: { ngrams: Record<string, Record<number, number>> };
    };
    const table = parseNgramTable(await readFile(file, 'utf8'));
    const different = Object.entries(module.ngramsData.ngrams).filter(
      ([ngram, scores]) => JSON.stringify(table[ngram]) !== JSON.stringify(scores),
    );
    expect(different).toEqual([]);
  });
});
