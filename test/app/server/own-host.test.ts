import { expect, test } from 'vitest';
import { hostToOpen, ownHosts } from '../../../src/app/server/own-host.ts';

const accepted = (bound: string, headers: readonly string[], names: string[] = []) =>
  headers.filter(ownHosts(bound, names));

const foreign = [
  'evil.example',
  'evil.example:4600',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  'evil@localhost',
  'localhost:4600/x',
  'localhost, evil.example',
  'localhost:port',
  '[::1',
  '[::1]evil',
  ' localhost',
  '',
];

test.each(['127.0.0.1', '::1', 'localhost', '0.0.0.0', '::', '192.168.1.5'])(
  'ownHosts() refuses every name but its own when bound to %s',
  (bound) => {
    expect(accepted(bound, foreign)).toEqual([]);
  },
);

test('ownHosts() takes loopback by name and address, whatever the port of a tunnel', () => {
  const own = ['localhost', 'LocalHost:4600', '127.0.0.1:80', '127.0.0.2:9000', '[::1]:4600'];
  expect(accepted('127.0.0.1', own)).toEqual(own);
  expect(accepted('[::1]', own)).toEqual(own);
  expect(accepted('127.0.0.1', ['192.168.1.5:4600', '[fe80::1]:4600', '0.0.0.0'])).toEqual([]);
});

test('ownHosts() takes any address when the server is for the network, and the names it was told', () => {
  const own = ['192.168.1.5:4600', '[2001:db8::7]', 'localhost:8080', 'pictures.example'];
  expect(accepted('0.0.0.0', own, ['Pictures.example'])).toEqual(own);
  expect(accepted('::', own)).toEqual(own.slice(0, 3));
  expect(accepted('studio.lan', ['studio.lan:4600', 'other.lan:4600'])).toEqual([
    'studio.lan:4600',
  ]);
});

test('hostToOpen() gives what a browser on this machine can open', () => {
  expect(['0.0.0.0', '::', '::1', '[::1]', 'localhost'].map(hostToOpen)).toEqual([
    '127.0.0.1',
    '127.0.0.1',
    '[::1]',
    '[::1]',
    'localhost',
  ]);
});
