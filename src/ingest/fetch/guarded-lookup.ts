import type { LookupFunction } from 'node:net';
import type { UnderstoryError } from '../../base/errors.ts';
import { dependencyError, inputError, messageOf } from '../../base/errors.ts';

/** All addresses of a host name. */
export type Resolver = (hostname: string) => Promise<readonly ResolvedAddress[]>;

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/**
 * The lookup of a socket that only ever connects to addresses that were checked: the name is
 * resolved once, every answer is checked, and the very addresses that passed are those handed to
 * the socket. An answer that changes afterwards is never asked for. One closed address among the
 * answers refuses the name: such a mixture is an attack, not a web site.
 */
export function guardedLookup(
  resolveHost: Resolver,
  isAllowed: (address: string) => boolean,
): LookupFunction {
  const answer = async (...[hostname, options, callback]: Parameters<LookupFunction>) => {
    const addresses = await checkedAddresses(hostname, resolveHost, isAllowed).catch(asError);
    if (addresses instanceof Error) callback(addresses, '');
    else if (options.all === true) callback(null, [...addresses]);
    else callback(null, addresses[0]?.address ?? '', addresses[0]?.family);
  };
  return (...query) => void answer(...query);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(messageOf(error));
}

async function checkedAddresses(
  hostname: string,
  resolveHost: Resolver,
  isAllowed: (address: string) => boolean,
): Promise<readonly ResolvedAddress[]> {
  let addresses: readonly ResolvedAddress[];
  try {
    addresses = await resolveHost(hostname);
  } catch (error) {
    throw unresolved(hostname, error);
  }
  if (addresses.length === 0) throw unresolved(hostname, new Error('no address'));
  const closed = addresses.find(({ address }) => !isAllowed(address));
  if (closed !== undefined) throw privateAddress(hostname, closed.address);
  return addresses;
}

function unresolved(hostname: string, error: unknown): UnderstoryError {
  return dependencyError(
    'host-not-found',
    `Cannot find the address of ${hostname}: ${messageOf(error)}. Check the name and the network.`,
    { cause: error },
  );
}

export function privateAddress(hostname: string, address: string): UnderstoryError {
  const leads = hostname === address ? hostname : `${hostname} leads to ${address}, which`;
  return inputError(
    'private-address',
    `Expected an address on the public internet; ${leads} is not. Copy the file here and give its path.`,
  );
}
