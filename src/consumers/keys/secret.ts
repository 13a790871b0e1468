import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What every key begins with, so that scanners for leaked secrets know one. */
export const keyPrefix = 'und_';

const form = /^und_([0-9a-f]{16})_[0-9a-f]{64}$/;
const formAnywhere = /und_[0-9a-f]{16}_[0-9a-f]{64}/;

export interface Secret {
  readonly id: string;
  /** `und_<id>_<256 random bits>` */
  readonly secret: string;
  readonly digest: string;
}

export function createSecret(): Secret {
  const id = randomBytes(8).toString('hex');
  const secret = `${keyPrefix}${id}_${randomBytes(32).toString('hex')}`;
  return { id, secret, digest: digestOfSecret(secret) };
}

/** The id of a key from its secret, or undefined for what is none. */
export function idOfSecret(secret: string): string | undefined {
  return form.exec(secret)?.[1];
}

export function holdsSecret(text: string): boolean {
  return formAnywhere.test(text);
}

/** Compares in a time that does not tell how much of it was right. */
export function isSecretOf(secret: string, digest: string): boolean {
  return timingSafeEqual(Buffer.from(digestOfSecret(secret)), Buffer.from(digest));
}

/**
 * SHA-256, 64 hex digits. A password would need a slow hash; 256 random bits cannot be found by
 * trying, however fast each trial is.
 */
function digestOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
