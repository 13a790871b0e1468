import { messageOf } from '../../base/errors.ts';
import { modelFiles } from '../../models/embedded/make.ts';
import { readPackageFile } from '../../models/embedded/package-file.ts';
import { embeddedModels } from '../../models/embedded/table.ts';
import { listModels, type ListedModel } from '../../models/list.ts';
import { failed, ok, type Check } from './check.ts';

export const models: Check = {
  name: 'models',
  async run({ home }) {
    const listed = await listModels(home.models);
    const problems = (await Promise.all(listed.map(problemOf))).filter(
      (text) => text !== undefined,
    );
    if (problems.length > 0) {
      return failed(
        problems.join(' '),
        'Run "npm ci" for the weights of embedded models; remove a broken folder to have its model made or added again.',
      );
    }
    const ready = listed.filter(({ state }) => state === 'ready').length;
    const rest = listed.length - ready;
    return ok(
      rest === 0
        ? `all ${ready} are ready`
        : `${ready} of ${listed.length} are ready, the weights of ${rest} wait for their first use`,
    );
  },
};

async function problemOf({ name, state, problem }: ListedModel): Promise<string | undefined> {
  if (state === 'ready') return undefined;
  const recipe = embeddedModels.get(name);
  if (state === 'broken' || recipe === undefined) return `${name}: ${problem ?? state}.`;
  try {
    for (const file of [...modelFiles(recipe), ...Object.values(recipe.files)]) {
      await readPackageFile(file);
    }
    return undefined;
  } catch (error) {
    return `${name}: ${messageOf(error)}`;
  }
}
