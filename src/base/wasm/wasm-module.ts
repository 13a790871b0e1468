/** Bytes of instructions, nested as their functions made them. */
export type Code = number | readonly Code[];

/** Value types (WebAssembly Core 2.0, 5.3). */
export const i32 = 0x7f;
export const f32 = 0x7d;
export const v128 = 0x7b;

export interface WasmFunction {
  readonly name: string;
  readonly parameters: readonly number[];
  readonly result: number;
  readonly locals: readonly number[];
  readonly body: Code;
}

/**
 * The bytes of a module that imports its memory as `env.memory` and exports these functions
 * (WebAssembly Core 2.0, section 5.5, "Modules").
 */
export function wasmModule(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters, result }) => [
    0x60,
    vector(parameters),
    vector([result]),
  ]);
  const memory = [text('env'), text('memory'), 0x02, 0x00, unsigned(0)];
  const exported = functions.map(({ name }, at) => [text(name), 0x00, unsigned(at)]);
  return Uint8Array.from(
    flatten([
      [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      section(1, vector(types)),
      section(2, vector([memory])),
      section(3, vector(functions.map((_, at) => unsigned(at)))),
      section(7, vector(exported)),
      section(10, vector(functions.map(codeOf))),
    ]),
  );
}

/** An unsigned integer in LEB128. */
export function unsigned(value: number): number[] {
  const low = value & 0x7f;
  const rest = value >>> 7;
  return rest === 0 ? [low] : [low | 0x80, ...unsigned(rest)];
}

/** A signed integer of 32 bits in LEB128. */
export function signed(value: number): number[] {
  const low = value & 0x7f;
  const rest = value >> 7;
  const isWhole = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
  return isWhole ? [low] : [low | 0x80, ...signed(rest)];
}

function codeOf({ locals, body }: WasmFunction): Code {
  return sized([vector(locals.map((type) => [unsigned(1), type])), body, 0x0b]);
}

function section(id: number, content: Code): Code {
  return [id, sized(content)];
}

function sized(content: Code): Code {
  const bytes = flatten(content);
  return [unsigned(bytes.length), bytes];
}

function vector(entries: readonly Code[]): Code {
  return [unsigned(entries.length), entries];
}

function text(name: string): Code {
  return vector([...Buffer.from(name)]);
}

function flatten(code: Code): number[] {
  return typeof code === 'number' ? [code] : code.flatMap(flatten);
}
