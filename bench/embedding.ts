/**
 * Compares ways to embed a picture by how well nearest neighbours are of the same category, on
 * photos of clothes and on the drawings and cut-out photos of Tux Paint's stamps:
 *
 *   node --import tsx bench/embedding.ts [LIMIT]
 *
 * Needs UNDERSTORY_DATA/clothing and Debian's package tuxpaint-stamps-default. About 0.3 s of CPU a
 * picture. Prints a Markdown table.
 */
import { join } from 'node:path';
import { assemble, costOf } from './embedding/assemble.ts';
import { candidates } from './embedding/candidates.ts';
import { computeFeatures, type FeatureTable } from './embedding/features.ts';
import { neighbourFigures } from './embedding/nearest.ts';
import { listPictures } from './embedding/pictures.ts';

const limit = Number(process.argv[2] ?? 2000);
const roots = {
  clothing: join(process.env.UNDERSTORY_DATA ?? '../shared/data', 'clothing'),
  stamps: '/usr/share/tuxpaint/stamps',
};

async function tableOf(name: keyof typeof roots): Promise<FeatureTable> {
  const pictures = await listPictures(roots[name], limit);
  return computeFeatures(pictures, (done) => {
    if (done % 50 === 0) process.stderr.write(`\r${name} ${done}/${pictures.length} `);
  });
}

const clothing = await tableOf('clothing');
const stamps = await tableOf('stamps');
const percent = (share: number) => (share * 100).toFixed(1);

process.stdout.write(
  `| embedding | dims | CPU ms | clothing (${clothing.categories.length}): 1-NN | of 10 | ` +
    `stamps (${stamps.categories.length}): 1-NN | of 10 |\n|---|--:|--:|--:|--:|--:|--:|\n`,
);
for (const candidate of candidates) {
  const onClothing = assemble(candidate, clothing, stamps);
  const onStamps = assemble(candidate, stamps, clothing);
  const figures = [
    neighbourFigures(onClothing, clothing.categories),
    neighbourFigures(onStamps, stamps.categories),
  ].flatMap(({ nearest, ofTen }) => [percent(nearest), percent(ofTen)]);
  const cells = [
    candidate.name,
    onClothing[0]?.length ?? 0,
    costOf(candidate, clothing).toFixed(0),
    ...figures,
  ];
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}
