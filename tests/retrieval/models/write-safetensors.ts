import { writeFile } from 'node:fs/promises';

/** Writes tensors of single-precision numbers, as the format has it: length of the header, header, numbers. */
export async function writeSafetensors(
  file: string,
  tensors: Record<string, { shape: readonly number[]; values: Float32Array | Int8Array }>,
): Promise<void> {
  const header: Record<string, unknown> = {};
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const [name, { shape, values }] of Object.entries(tensors)) {
    const dtype = values instanceof Float32Array ? 'F32' : 'I8';
    header[name] = { dtype, shape, data_offsets: [at, at + values.byteLength] };
    parts.push(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    at += values.byteLength;
  }
  const head = new TextEncoder().encode(JSON.stringify(header));
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(head.byteLength), true);
  await writeFile(file, Buffer.concat([length, head, ...parts]));
}
