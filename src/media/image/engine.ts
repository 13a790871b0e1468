import sharp from 'sharp';

// One thread a picture: several pictures are decoded side by side instead. The operation cache
// would only hold memory, since no picture is decoded twice.
sharp.concurrency(1);
sharp.cache(false);
// Only the loaders of the formats that are allowed, and of SVG for the catalogue we ship.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadWebp',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadTiff',
    'VipsForeignLoadHeif',
    'VipsForeignLoadSvg',
  ],
});

/** sharp (libvips), set up for decoding many pictures from outside. */
export { sharp };
