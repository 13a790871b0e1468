/**
 * How many cuttings of pictures are tied to them and how many different pictures are, by the
 * embedding alone and as near-duplicates are found; and what it costs among many:
 *
 *   npm run bench -- near-duplicates [PICTURES-OF-EACH-SET] [MADE-PICTURES]
 *
 * Needs UNDERSTORY_DATA/clothing and Debian's package tuxpaint-stamps-default for two of its three
 * sets. About 0.15 s of CPU a picture.
 */
import { makeCatalogue } from './near-duplicates/catalogue.ts';
import {
  shareText,
  tieByCosine,
  tieByCuttings,
  tiedBy,
  type Tied,
} from './near-duplicates/figures.ts';
import { drawings, photosOf, type BenchPicture } from './near-duplicates/pictures.ts';
import { madePictures, measureScale } from './near-duplicates/scale.ts';

const limit = Number(process.argv[2] ?? 300);
const many = Number(process.argv[3] ?? 20_000);

const sets: Readonly<Record<string, readonly BenchPicture[]>> = {
  'photos of clothes': await photosOf('clothing', limit),
  emoji: await drawings(limit),
  stamps: await photosOf('stamps', limit),
};

print('| set | tied by | cuttings of 60–95 % | of 80–95 % | different pictures |');
print('|---|---|---|---|---|');
const notes: string[] = [];
for (const [name, pictures] of Object.entries(sets)) {
  if (pictures.length === 0) continue;
  const catalogue = await makeCatalogue(pictures, (done) => {
    if (done % 50 === 0) process.stderr.write(`\r${name} ${done}/${pictures.length} `);
  });
  const { entries } = catalogue;
  const row = (rule: string, { all, large, wrong, pairs }: Tied) => {
    const figures = [all, large, { count: wrong.length, of: pairs }].map(shareText);
    print(`| ${[name, rule, ...figures].join(' | ')} |`);
  };
  for (const threshold of [0.85, 0.9, 0.94, 0.97]) {
    row(`cosine ≥ ${threshold}`, tiedBy(entries, tieByCosine(catalogue.pictures, threshold)));
  }
  const found = await tieByCuttings(entries, catalogue.pictures);
  row('hash', tiedBy(entries, found.byHash));
  const tied = tiedBy(entries, found.byCutting);
  row('cosine and laid on each other', tied);
  row(
    'hash, or that',
    tiedBy(entries, (a, b) => found.byHash(a, b) || found.byCutting(a, b)),
  );
  notes.push(
    `${name}: ${found.candidates} candidates of ${entries.length} pictures, ` +
      `${found.cpuMsEach.toFixed(1)} ms CPU each; different pictures tied by laying them on each other:`,
    ...tied.wrong.map((pair) => `  ${pair}`),
  );
}
print(`\n${notes.join('\n')}\n`);

const made = madePictures(many);
for (const searched of [64, many]) {
  const { seconds, copies, candidates, residentMb } = measureScale(made, searched);
  print(
    `${searched} of ${many} searched: ${seconds.toFixed(1)} s, ${copies} copies, ` +
      `${candidates} candidates, ${residentMb.toFixed(0)} MB resident`,
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
