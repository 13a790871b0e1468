import { describe, expect, test } from 'vitest';
import {
  readBase64Module,
  readObjectModule,
} from '../../../src/models/embedded/minified-module.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('readObjectModule()', () => {
  test('reads bare keys, short numbers and short booleans, and leaves strings alone', () => {
    const source =
      '!function(t){}({1:[function(t,e,a){e.exports={a:[1,.5,-.25,1e-3,-2.5],b$:{c:!0,d:!1},' +
      'e:"{x:.5,!0} \\"y:"}},{}]},{},[1])(1)});';
    expect(readObjectModule(bytes(source))).toEqual({
      a: [1, 0.5, -0.25, 0.001, -2.5],
      b$: { c: true, d: false },
      e: '{x:.5,!0} "y:',
    });
  });

  test('refuses code where a literal is expected', () => {
    const source = 'exports={a:process.exit()}},{}]},{},[1])(1)});';
    expect(() => readObjectModule(bytes(source))).toThrow(SyntaxError);
    expect(() => readObjectModule(bytes('module.exports = 1'))).toThrow(/minified module/);
  });
});

describe('readBase64Module()', () => {
  test('gives the bytes of the one exported string', () => {
    const source = '!function(d){}({1:[function(d,e,X){e.exports="AAH/"},{}]},{},[1])(1)});';
    expect([...readBase64Module(bytes(source))]).toEqual([0, 1, 255]);
  });
});
