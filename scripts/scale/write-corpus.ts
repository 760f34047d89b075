import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Language } from './language.ts';
import { createRandom } from './random.ts';

/** An article has so many paragraphs of so many sentences, which makes some four passages of it. */
const PARAGRAPHS = 4;
const SENTENCES = 3;
/** Passages that such an article is divided into, on average. */
const PASSAGES_PER_ARTICLE = 4;

/** Writes articles for about so many passages, and tells questions to ask of them. */
export async function writeCorpus(folder: string, passages: number): Promise<readonly string[]> {
  const random = createRandom(passages);
  const language = new Language(random);
  await mkdir(folder, { recursive: true });
  for (let i = 0; i < passages / PASSAGES_PER_ARTICLE; i++) {
    await writeFile(join(folder, `${String(i).padStart(6, '0')}.md`), article(language, i));
  }
  return Array.from({ length: 300 }, () => language.question());
}

/** One more article, for a corpus that changes. */
export function newArticle(seed: number): string {
  return article(new Language(createRandom(seed)), seed);
}

function article(language: Language, i: number): string {
  const title = Array.from({ length: 6 }, () => language.contentWord()).join(' ');
  const published = new Date(Date.UTC(2010, 0, 1 + (i % 5000))).toISOString().slice(0, 10);
  const paragraphs = Array.from({ length: PARAGRAPHS }, () =>
    Array.from({ length: SENTENCES }, () => language.sentence()).join(' '),
  );
  return `---\ntitle: "${title}"\npublished: ${published}\n---\n\n${paragraphs.join('\n\n')}\n`;
}
