import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

const commands = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];

const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const windowsPrograms = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

/**
 * The program of an installed Chromium, Chrome or Edge: what `UNDERSTORY_CHROMIUM` names, else the
 * first in the usual places of this system. Undefined where there is none, or where the one named
 * cannot be run.
 */
export async function findChromium(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<string | undefined> {
  for (const path of candidates(environment, platform)) {
    if (await isRunnable(path)) return path;
  }
  return undefined;
}

function candidates(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): readonly string[] {
  const named = environment.UNDERSTORY_CHROMIUM;
  if (named !== undefined && named !== '') return [named];
  switch (platform) {
    case 'darwin':
      return macApplications;
    case 'win32':
      return [environment.PROGRAMFILES, environment['PROGRAMFILES(X86)'], environment.LOCALAPPDATA]
        .filter((folder) => folder !== undefined)
        .flatMap((folder) => windowsPrograms.map((program) => join(folder, ...program)));
    default:
      return (environment.PATH ?? '')
        .split(delimiter)
        .filter((folder) => folder !== '')
        .flatMap((folder) => commands.map((command) => join(folder, command)));
  }
}

async function isRunnable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
