import { failed, ok, type Check, type Finding } from './check.ts';

/** As `engines` of package.json. */
const oldest = [20, 19] as const;

export const nodeVersion: Check = {
  name: 'Node',
  run: async () => judgeNode(process.versions.node),
};

/** @param version Such as `20.19.3`. */
export function judgeNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isEnough = major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
  const found = `${version} on ${process.platform} ${process.arch}`;
  if (isEnough) return ok(found);
  return failed(found, `Install Node.js ${oldest.join('.')} or newer: https://nodejs.org`);
}
