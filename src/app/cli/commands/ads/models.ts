import type { Command } from 'commander';
import { describeModels } from '../../../../surfaces/ads/calibration/describe-models.ts';
import { takeModelIntoUse } from '../../../../surfaces/ads/calibration/models.ts';
import { table } from '../../output.ts';
import { withContext } from '../../session.ts';
import { parseWhole } from '../../threads-option.ts';

/** `ads models` and `ads use`. */
export function registerModels(ads: Command): void {
  ads
    .command('models')
    .description('the models that ads were scored by, and how well their chances held')
    .action(async (_options: unknown, command: Command) => {
      await withContext(command, async ({ db }, output) => {
        const described = await describeModels(db);
        const { models, inUse } = described;
        output.object(described);
        const rows = models.map(({ version, fittedAt, fittedOn, reliability }) => [
          `${version}${version === inUse ? ' (in use)' : ''}`,
          reliability.ece.toFixed(3),
          reliability.brier.toFixed(3),
          reliability.pairs,
          fittedAt ?? 'with the program',
          fittedOn,
        ]);
        output.line(
          table([['model', 'ECE', 'Brier', 'pairs', 'fitted', 'relevant means'], ...rows]),
        );
      });
    });
  ads
    .command('use')
    .argument('<version>', 'a model; 1 is the program’s own', (text) => parseWhole(text, 1, 1e9))
    .description('score ads by this model from now on')
    .action(async (version: number, _options: unknown, command: Command) => {
      await withContext(command, async ({ db, clock }, output) => {
        const model = await takeModelIntoUse(version, clock(), db);
        output.object({ version: model.version });
        output.line(`Ads are scored by model ${model.version} from now on.`);
      });
    });
}
