import { isIPv4, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * IPv4 blocks that are not the public internet (IANA IPv4 Special-Purpose Address Registry, and
 * multicast).
 */
const closed4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
].map(parseBlock);

/**
 * Blocks inside IPv6's only public range, 2000::/3, that are not public: special purposes with
 * Teredo, documentation, and 6to4, which reaches whatever IPv4 address it embeds.
 */
const closed6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'].map(
  parseBlock,
);
const public6 = parseBlock('2000::/3');
/** The last 32 bits of these are an IPv4 address, which is the one that is reached. */
const embedding = ['::ffff:0:0/96', '64:ff9b::/96'].map(parseBlock);

/**
 * Whether an address is on the public internet, decided on its bytes. IPv4-mapped and NAT64
 * addresses are what they embed; IPv4-compatible, 6to4, Teredo, local NAT64 and site-local ones
 * are never public. Anything that is no address, one with a zone included, is not public.
 */
export function isPublicAddress(address: string): boolean {
  const bytes = bytesOf(address);
  if (bytes === undefined) return false;
  if (bytes.length === 4) return !closed4.some((block) => isIn(bytes, block));
  if (embedding.some((block) => isIn(bytes, block))) {
    const embedded = bytes.slice(12);
    return !closed4.some((block) => isIn(embedded, block));
  }
  return isIn(bytes, public6) && !closed6.some((block) => isIn(bytes, block));
}

interface Block {
  readonly bytes: readonly number[];
  readonly bits: number;
}

function parseBlock(text: string): Block {
  const [address, bits] = ipaddr.parseCIDR(text);
  return { bytes: address.toByteArray(), bits };
}

function bytesOf(address: string): readonly number[] | undefined {
  if (isIPv4(address)) return ipaddr.IPv4.parse(address).toByteArray();
  if (!isIPv6(address) || address.includes('%')) return undefined;
  // The URL parser writes dotted quads as hexadecimal; ipaddr.js takes ::8.8.8.8 for a mapped one.
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1);
  return ipaddr.IPv6.parse(plain).toByteArray();
}

function isIn(bytes: readonly number[], block: Block): boolean {
  if (bytes.length !== block.bytes.length) return false;
  for (let bit = 0; bit < block.bits; bit += 8) {
    const mask = 0xff << Math.max(0, 8 - (block.bits - bit));
    const difference = (bytes[bit >> 3] ?? 0) ^ (block.bytes[bit >> 3] ?? 0);
    if ((difference & mask & 0xff) !== 0) return false;
  }
  return true;
}
