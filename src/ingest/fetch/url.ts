import { isIP } from 'node:net';
import { inputError } from '../../base/errors.ts';
import { privateAddress } from './guarded-lookup.ts';

/**
 * A URL that may be asked for. Parsing writes all spellings of an IPv4 address (decimal,
 * hexadecimal, octal, fewer parts) as four decimal numbers, and a host that is an address is checked
 * here, since a socket looks up names only.
 *
 * @param base Where a redirect came from, for a relative location.
 * @throws input `bad-url`, `unsupported-scheme`, `url-credentials`, `private-address`.
 */
export function checkedUrl(text: string, isAllowed: (address: string) => boolean, base?: URL): URL {
  const shown = JSON.stringify(text.slice(0, 200));
  if (text.length > 8192 || !URL.canParse(text, base?.href)) {
    throw inputError(
      'bad-url',
      `Expected an http(s) address of at most 8192 characters, got ${shown}.`,
    );
  }
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw inputError('unsupported-scheme', `Expected an http(s) address, got ${shown}.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw inputError(
      'url-credentials',
      `Expected an address without a user name and password, got one for ${url.host}. Leave them out.`,
    );
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) !== 0 && !isAllowed(host)) throw privateAddress(host, host);
  return url;
}
