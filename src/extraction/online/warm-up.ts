import { seededRandom } from '../../base/random.ts';
import { UnderstoryError } from '../../base/errors.ts';
import type { Raster } from '../../contracts/raster.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalRegistry } from '../../signals/registry.ts';
import { valuesOf, findingsOf } from '../finding.ts';
import type { ExtractionPools } from '../workers/pools.ts';
import { namesOfModels } from './model-digests.ts';

const text = { title: 'A red bicycle by a wall', description: 'It rains.', tags: ['bicycle'] };
const unit = { item: { id: 'warm-up', text, attributes: {} }, part: '' };

/**
 * Has every thread load the models of these versions and compute them once, of a made picture and
 * a few words, so that no request waits for either.
 */
export async function warmUp(
  refs: readonly SignalRef[],
  pools: ExtractionPools,
  registry: SignalRegistry,
): Promise<void> {
  const computed = refs.filter((ref) => registry.findExtractor(ref) !== undefined);
  const ofStage = (stage: string) =>
    computed.filter((ref) => registry.extractorOf(ref).stage === stage);
  const inferred = ofStage('inference');
  const wanted = [...new Set(inferred.flatMap((ref) => registry.extractorOf(ref).rasters))];
  const [decoded] = await Promise.all(
    Array.from({ length: pools.threads }, () =>
      pools.decode({
        picture: { frame: noise() },
        wanted,
        signals: ofStage('decode'),
        recipes: registry.recipesOf(ofStage('decode')),
        unit: { ...unit, known: {} },
      }),
    ),
  );
  if (!decoded?.ok) {
    throw new UnderstoryError('internal', 'warm-up', decoded?.message ?? 'No thread decoded.');
  }
  const { width, height, rasters } = decoded;
  const known = valuesOf(findingsOf('', decoded.said), '');
  await pools.warm({
    unit: { ...unit, known, image: { width, height, rasters } },
    signals: inferred,
    recipes: registry.recipesOf(inferred),
    models: namesOfModels(refs, registry),
  });
}

function noise(): Raster {
  const [width, height] = [640, 480];
  const random = seededRandom(1);
  const data = Uint8Array.from({ length: width * height * 3 }, () => Math.floor(random() * 256));
  return { width, height, channels: 3, data };
}
