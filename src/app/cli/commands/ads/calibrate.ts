import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { inputError, messageOf } from '../../../../base/errors.ts';
import type { Reliability } from '../../../../contracts/ads.ts';
import { calibrate, keepCalibration } from '../../../../surfaces/ads/calibration/calibrate.ts';
import { parseJudgedPairs } from '../../../../surfaces/ads/calibration/judged-pairs.ts';
import { table, type Output } from '../../output.ts';
import { withContext } from '../../session.ts';
import { withAdsPlace } from './asking.ts';
import { termRows } from './term-rows.ts';

interface CalibrateFlags {
  readonly meaning?: string;
  readonly dryRun?: boolean;
}

/** `ads calibrate`. */
export function registerCalibrating(ads: Command): void {
  ads
    .command('calibrate')
    .argument('<file>', 'JSONL of judged pairs: {"item" or "text": …, "ad": id, "relevant": 0|1}')
    .description('fit the chances that ads are scored by to judged pairs, and use them')
    .option('--meaning <words>', 'what relevant means in the pairs (default: the name of the file)')
    .option('--dry-run', 'only say how well the chances would hold')
    .addHelpText(
      'after',
      `
The model is kept as a version; \`understory ads models\` lists them, \`understory ads use 1\` goes back
to the program's own. Figures are of queries that a fit had not seen (five folds).`,
    )
    .action(async (file: string, flags: CalibrateFlags, command: Command) => {
      await withContext(command, async (context, output) => {
        const judged = parseJudgedPairs(await readText(file));
        const { meaning = `pairs judged in ${file}`, dryRun = false } = flags;
        await withAdsPlace(context, async (place, askingNow) => {
          const fitted = await calibrate(judged, meaning, askingNow, place);
          const kept = dryRun ? undefined : await keepCalibration(fitted.model, place);
          const { model, before, missing } = fitted;
          output.object({ version: kept?.version ?? null, model, before, missing });
          output.line(table(termRows(model)));
          output.line();
          output.line(table(reliabilityRows(model.reliability, before)));
          output.line();
          output.line(table(binRows(model.reliability)));
          noteMissing(missing, output);
          output.line(
            kept
              ? `Ads are scored by model ${kept.version} from now on; \`understory ads use ${before.version}\` goes back.`
              : 'Nothing was changed.',
          );
        });
      });
    });
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw inputError('unreadable', `Cannot read ${file}: ${messageOf(cause)}`, { cause });
  }
}

function reliabilityRows(
  fitted: Reliability,
  before: { readonly version: number; readonly reliability: Reliability },
) {
  const row = (name: string, { pairs, relevant, ece, brier, logLoss, auc }: Reliability) => [
    name,
    pairs,
    relevant,
    ece.toFixed(3),
    brier.toFixed(3),
    logLoss.toFixed(3),
    auc === null ? '–' : auc.toFixed(3),
  ];
  return [
    ['', 'pairs', 'relevant', 'ECE', 'Brier', 'log loss', 'AUC'],
    row('fitted, on unseen queries', fitted),
    row(`model ${before.version}, in use until now`, before.reliability),
  ];
}

function binRows({ bins }: Reliability) {
  return [
    ['chance', 'pairs', 'foretold', 'relevant'],
    ...bins.map(({ pairs, foretold, relevant }, bin) => [
      `${(bin / bins.length).toFixed(1)}–${((bin + 1) / bins.length).toFixed(1)}`,
      pairs,
      pairs === 0 ? '–' : foretold.toFixed(3),
      pairs === 0 ? '–' : relevant.toFixed(3),
    ]),
  ];
}

function noteMissing(missing: readonly string[], output: Output): void {
  if (missing.length === 0) return;
  output.note(
    `Pairs of ${missing.length} items were left out that are not in the catalogue, such as ${missing.slice(0, 3).join(', ')}.`,
  );
}
