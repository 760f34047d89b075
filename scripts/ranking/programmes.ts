import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const article = z.object({
  id: z.string(),
  title: z.string(),
  category: z.string().nullable(),
  published: z.string().nullable(),
  text: z.string(),
});

const question = z.object({
  id: z.string(),
  question: z.string(),
  type: z.string(),
  answerable: z.boolean(),
  source: z.string().optional(),
  answer: z.string().optional(),
  sentence: z.string().optional(),
  near: z.string().optional(),
  /** The question asked before, on which this one leans. */
  after: z.string().optional(),
  /** Set where the answer stands in the title only. */
  in: z.literal('title').optional(),
});

export type TrainingQuestion = z.infer<typeof question>;

/** A programme of the training data, its articles written to a folder that can be loaded as a corpus. */
export interface Programme {
  readonly name: string;
  readonly folder: string;
  readonly questions: readonly TrainingQuestion[];
}

/** Reads `articles.jsonl` and `questions.jsonl` of a programme. */
export async function readProgramme(directory: string): Promise<Programme> {
  const name = directory.split('/').filter(Boolean).at(-1) ?? directory;
  const folder = join(await mkdtemp(join(tmpdir(), 'attache-programme-')), name);
  await mkdir(folder);
  for (const one of await jsonLines(join(directory, 'articles.jsonl'), article)) {
    const matter = Object.entries({
      id: one.id,
      title: one.title,
      category: one.category,
      published: one.published,
    })
      .filter(([, value]) => value !== null)
      .map(([key, value]) => `${key}: ${key === 'published' ? value : JSON.stringify(value)}`)
      .join('\n');
    await writeFile(join(folder, `${one.id}.md`), `---\n${matter}\n---\n\n${one.text}\n`);
  }
  return { name, folder, questions: await jsonLines(join(directory, 'questions.jsonl'), question) };
}

/** Questions asked of one programme. */
const MOST_QUESTIONS = 600;

/** Some of the questions, from all over the list, so that a larger programme does not outvote the others. */
export function thinnedOut(questions: readonly TrainingQuestion[]): TrainingQuestion[] {
  const step = Math.max(1, questions.length / MOST_QUESTIONS);
  return questions.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
}

async function jsonLines<T>(file: string, schema: z.ZodType<T>): Promise<T[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => schema.parse(JSON.parse(line)));
}
