import { isIP } from 'node:net';

const wildcards = ['0.0.0.0', '::'];

/**
 * Which values of the Host header are this server's. A website that points its own name at this
 * machine (DNS rebinding) sends that name, so names are what is refused: any but `localhost` and
 * those the server was told. An address is never another's: a server for this machine alone answers
 * to its loopback addresses, one for the network to every address. The port may differ, as it does
 * through a tunnel or a container.
 *
 * @param bound What the server listens on: a name or an address.
 * @param names Further names that lead here, such as a proxy's.
 */
export function ownHosts(bound: string, names: readonly string[]): (header: string) => boolean {
  const known = new Set(['localhost', bound, ...names].map(bare));
  const isLocal = isLoopback(bare(bound)) || bare(bound) === 'localhost';
  const isOwn = (header: string) => {
    const host = hostOf(header);
    if (host === undefined) return false;
    if (known.has(host) || isLoopback(host)) return true;
    return !isLocal && isIP(host) !== 0;
  };
  // Nearly all requests come by the same name.
  let last: string | undefined;
  return (header) => {
    if (header === last) return true;
    if (!isOwn(header)) return false;
    last = header;
    return true;
  };
}

/** Where a browser on this machine finds a server that listens on `bound`. */
export function hostToOpen(bound: string): string {
  const host = bare(bound);
  if (wildcards.includes(host)) return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

/** The name or address of a Host header without port and brackets, in lower case. */
function hostOf(header: string): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/i.exec(header);
  return (match?.[1] ?? match?.[2])?.toLowerCase();
}

function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
}

function isLoopback(host: string): boolean {
  return host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
