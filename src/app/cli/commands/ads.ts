import type { Command } from 'commander';
import { registerCalibrating } from './ads/calibrate.ts';
import { registerMatching } from './ads/match.ts';
import { registerModels } from './ads/models.ts';

export function registerAds(program: Command): void {
  const ads = program
    .command('ads')
    .description('sponsored items for an item or a query, with features of their relevance');
  registerMatching(ads);
  registerCalibrating(ads);
  registerModels(ads);
}
