import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Why hosts cannot be made here; undefined where they can. */
export async function whatIsMissing(): Promise<string | undefined> {
  if (process.platform !== 'linux')
    return `network namespaces are of Linux, not ${process.platform}`;
  if (process.getuid?.() !== 0) return 'making network namespaces takes root';
  const probe = 'us-drill-probe';
  try {
    await run('ip', ['netns', 'add', probe]);
    await run('ip', ['netns', 'del', probe]);
    return undefined;
  } catch (error) {
    return `\`ip netns\` of iproute2 does not work here: ${error instanceof Error ? error.message.trim() : ''}`;
  }
}
