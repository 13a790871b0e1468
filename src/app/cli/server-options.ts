import { Option } from 'commander';
import { usualPort } from '../server/listen.ts';
import { parseWhole } from './threads-option.ts';

export function portOption(): Option {
  return new Option('--port <n>', `port (default: ${usualPort}, or a free one)`).argParser((text) =>
    parseWhole(text, 1, 65_535),
  );
}

export function grpcPortOption(): Option {
  return new Option(
    '--grpc-port <n>',
    'also serve models by the Open Inference Protocol over gRPC on this port, unencrypted (usually 8001); off without it',
  ).argParser((text) => parseWhole(text, 1, 65_535));
}

export function hostOption(): Option {
  return new Option(
    '--host <address>',
    'address to listen on; 0.0.0.0 or :: for every network, unencrypted',
  ).default('127.0.0.1');
}

export function allowHostOption(): Option {
  return new Option(
    '--allow-host <name...>',
    'names by which browsers reach this server besides localhost and its addresses, such as a proxy’s; others are refused',
  );
}
