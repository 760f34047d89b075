/** The value of one IEEE 754 binary16 number given by its 16 bits. */
function decode(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

let table: Float32Array | undefined;

/**
 * Widens half-precision numbers to single precision, exactly.
 *
 * @param halves the bit patterns of the binary16 numbers
 * @returns as many numbers in single precision
 */
export function widenHalfFloats(halves: Uint16Array): Float32Array {
  // One look-up a number: widening the 23 million weights of the encoder takes tens of milliseconds, not seconds.
  table ??= Float32Array.from({ length: 65_536 }, (_, bits) => decode(bits));
  const wide = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) wide[i] = table[halves[i] as number] as number;
  return wide;
}
