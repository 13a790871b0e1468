/**
 * A benchmark: a program of its own in this folder that prints its figures and ends. Each runs in
 * a fresh process, so that none warms or burdens another.
 */
export interface Bench {
  readonly name: string;
  /** What it measures and what it needs, in a line. */
  readonly about: string;
  readonly file: string;
  /** After so many minutes it is ended. */
  readonly limitMinutes: number;
}

/** Every benchmark. To add one, add its file and its line. */
export const benches: readonly Bench[] = [
  {
    name: 'read',
    about:
      'a read of 1,000 photos as a whole and stage by stage: [--items N] [--photos FOLDER] [--threads N]',
    file: 'read.ts',
    limitMinutes: 30,
  },
  {
    name: 'backfill',
    about:
      'a backfill by one worker process and by two: [--items N] [--photos FOLDER] [--rounds N]',
    file: 'backfill.ts',
    limitMinutes: 30,
  },
  {
    name: 'decode',
    about: 'decoding and resizing a large JPEG, against Pillow where python3-pil is installed',
    file: 'decode.ts',
    limitMinutes: 5,
  },
  {
    name: 'hash',
    about: 'PDQ from the bytes of a JPEG, against the bare decode',
    file: 'hash.ts',
    limitMinutes: 5,
  },
  {
    name: 'hash-search',
    about:
      'PDQ hashes within 31 bits, by the index and by counting the bits of all: [--hashes N] [--queries N] [--pictures N]',
    file: 'hash-search.ts',
    limitMinutes: 5,
  },
  {
    name: 'embedding',
    about: 'ways to embed a picture by their nearest neighbours, on clothes and stamps: [LIMIT]',
    file: 'embedding.ts',
    limitMinutes: 45,
  },
  {
    name: 'ocr',
    about: 'the cheap look for text against looking everywhere: [PICTURES]',
    file: 'ocr.ts',
    limitMinutes: 20,
  },
  {
    name: 'near-duplicates',
    about: 'cuttings tied to their pictures, and different pictures: [EACH-SET] [MADE-PICTURES]',
    file: 'near-duplicates.ts',
    limitMinutes: 30,
  },
  {
    name: 'topics',
    about: 'how right the topics of titles and tags are, on OpenMoji, COCO and Tux Paint',
    file: 'topics.ts',
    limitMinutes: 30,
  },
  {
    name: 'safety',
    about: 'how the safety of pictures falls on innocent ones: FOLDER... [openmoji]',
    file: 'safety/measure.ts',
    limitMinutes: 30,
  },
  {
    name: 'browse',
    about: 'pages, facets, search and status of 100,000 synthetic items: [ITEMS] [FOLDER TO KEEP]',
    file: 'browse.ts',
    limitMinutes: 30,
  },
  {
    name: 'search',
    about: 'searches by words, vectors and mixes, and completions: [ITEMS] [FOLDER TO KEEP]',
    file: 'search.ts',
    limitMinutes: 45,
  },
  {
    name: 'lookup',
    about: 'signals of one and of 500 items by id, at constant rates: [ITEMS] [FOLDER TO KEEP]',
    file: 'lookup.ts',
    limitMinutes: 30,
  },
  {
    name: 'ann',
    about:
      'neighbours among clustered vectors, against usearch, C and hnswlib-node: [--rows N] [--dims N] [--queries N] [--rounds N] [--filter 0.01,…] [--hnswlib FOLDER]',
    file: 'ann.ts',
    limitMinutes: 15,
  },
  {
    name: 'serve',
    about:
      'image_embedding on request, unloaded, at most and at 80 %: [--seconds N] [--photos FOLDER] [--batch N]',
    file: 'serve.ts',
    limitMinutes: 5,
  },
  {
    name: 'ads',
    about:
      'how well the chances hold that ads are scored by: HOME that has read openmoji, tuxpaint and folders of photos [--pairs FILE] [--model FILE]',
    file: 'ads.ts',
    limitMinutes: 20,
  },
  {
    name: 'http',
    about: 'CPU of a small JSON answer, against bare node:http: [--requests N] [--rounds N]',
    file: 'http.ts',
    limitMinutes: 10,
  },
  {
    name: 'fresh',
    about:
      'how soon a new photo is found while a backfill runs: [--items N] [--fresh N] [--photos FOLDER]',
    file: 'fresh.ts',
    limitMinutes: 20,
  },
  {
    name: 'search-quality',
    about: 'what searches by words find on the OpenMoji sample: HOME that has read it',
    file: 'search-quality.ts',
    limitMinutes: 10,
  },
];
