import { AttacheError } from '../../errors.ts';

/**
 * Loads a model that the product builds itself. When its files have the right sizes and yet it does not load, their
 * checksums are compared, what is damaged is built once more, and loading is tried once more.
 *
 * @param ensure gives the model's folder, building it if need be
 * @throws AttacheError MODEL_DAMAGED when it does not load either way; what `ensure` throws
 */
export async function loadBuiltModel<Folder, Model>(
  ensure: (verify: boolean) => Promise<Folder>,
  load: (folder: Folder) => Promise<Model>,
): Promise<Model> {
  const folder = await ensure(false);
  try {
    return await load(folder);
  } catch {
    const rebuilt = await ensure(true);
    try {
      return await load(rebuilt);
    } catch (cause) {
      throw new AttacheError(
        'MODEL_DAMAGED',
        `The model was built and does not load: ${String(cause)}. Install the packages once more (npm ci).`,
        { cause },
      );
    }
  }
}
