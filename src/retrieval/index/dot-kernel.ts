/** Inner products of one row of signed bytes with many, written into a memory that both sides share. */
export type DotKernel = (query: number, rows: number, count: number, stride: number, results: number) => void;

/** Bytes that the kernel reads at once; rows are padded to a multiple of it. */
export const LANES = 16;

const I32 = 0x7f;
const V128 = 0x7b;
const NO_RESULT = 0x40;
const END = 0x0b;

const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const i32Const = (value: number) => [0x41, value];
const I32_ADD = 0x6a;
const loop = (...body: number[][]) => [0x03, NO_RESULT, ...body.flat(), END];
const I32_LESS = 0x49;
const AGAIN_IF_TRUE = [0x0d, 0x00];
const I32_STORE = [0x36, 2, 0];
const simd = (...opcode: number[]) => [0xfd, ...opcode];
const V128_LOAD = simd(0x00, 4, 0);
const I32X4_SPLAT = simd(0x11);
const I16X8_ADD = simd(0x8e, 0x01);
const I32X4_ADD = simd(0xae, 0x01);
const lane = (index: number) => simd(0x1b, index);
const MULTIPLY_LOW = simd(0x9c, 0x01);
const MULTIPLY_HIGH = simd(0x9d, 0x01);
const ADD_NEIGHBOURS = simd(0x7e);

const [QUERY, ROWS, COUNT, STRIDE, RESULTS, AT, LAST, SUM, A, B] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

const advance = (local: number, by: number[]) => [...get(local), ...by, I32_ADD, ...set(local)];
const products = (multiply: number[]) => [...get(A), ...get(B), ...multiply];

/**
 * For each row: sum the products of sixteen bytes at a time, then store the sum. Two products of bytes in [−127, 127]
 * add up within 16 bits, and those of a row within 32.
 */
const ROW_LOOP = loop(
  [...i32Const(0), ...I32X4_SPLAT, ...set(SUM)],
  [...i32Const(0), ...set(AT)],
  loop(
    [...get(QUERY), ...get(AT), I32_ADD, ...V128_LOAD, ...set(A)],
    [...get(ROWS), ...get(AT), I32_ADD, ...V128_LOAD, ...set(B)],
    [...get(SUM), ...products(MULTIPLY_LOW), ...products(MULTIPLY_HIGH), ...I16X8_ADD],
    [...ADD_NEIGHBOURS, ...I32X4_ADD, ...set(SUM)],
    advance(AT, i32Const(LANES)),
    [...get(AT), ...get(STRIDE), I32_LESS, ...AGAIN_IF_TRUE],
  ),
  get(RESULTS),
  [0, 1, 2, 3].flatMap((index) => [...get(SUM), ...lane(index), ...(index > 0 ? [I32_ADD] : [])]),
  I32_STORE,
  advance(ROWS, get(STRIDE)),
  advance(RESULTS, i32Const(4)),
  [...get(RESULTS), ...get(LAST), I32_LESS, ...AGAIN_IF_TRUE],
);

/** Where the results end: `RESULTS + 4 · COUNT`. */
const SET_LAST = [...get(RESULTS), ...get(COUNT), ...i32Const(2), 0x74, I32_ADD, ...set(LAST)];
const LOCALS = [2, 2, I32, 3, V128];
const CODE = [...LOCALS, ...SET_LAST, ...ROW_LOOP, END];

const name = (text: string) => [text.length, ...Buffer.from(text)];
const section = (id: number, content: readonly number[]) => [id, ...leb128(content.length), ...content];

/** The module as WebAssembly's binary format has it: type, import, function, export and code sections. */
const MODULE = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...section(1, [1, 0x60, 5, I32, I32, I32, I32, I32, 0]),
  ...section(2, [1, ...name('host'), ...name('memory'), 0x02, 0x00, 0x00]),
  ...section(3, [1, 0]),
  ...section(7, [1, ...name('dot'), 0x00, 0]),
  ...section(10, [1, ...leb128(CODE.length), ...CODE]),
]);

/** A length in WebAssembly's variable format. */
function leb128(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb128(value >>> 7)];
}

/**
 * The kernel on a memory, in WebAssembly with its 128-bit instructions: a plain loop takes five times as long
 * (`npm run bench:scale`). Addresses are in bytes; `stride` is a row's length, a multiple of `LANES`; `count` is at
 * least 1.
 */
export function createDotKernel(memory: WebAssembly.Memory): DotKernel {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(MODULE), { host: { memory } });
  return instance.exports.dot as DotKernel;
}
