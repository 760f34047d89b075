import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder with these files, by name; remove it when done. */
export async function temporaryCorpus(files: Readonly<Record<string, string>>) {
  const folder = await mkdtemp(join(tmpdir(), 'attache-security-'));
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export const VISIT = `---
id: visit
title: Delegation visits Ljubljana
url: https://example.org/visit
published: 2023-11-14
---

On 17 October 2023, a delegation of the city of Zhengzhou visited Ljubljana. It met the mayor in the town hall.
`;
