import { readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseQuestions } from '../../src/answers/evaluation/question-file.ts';
import { packageFile } from '../../src/package-files.ts';
import { readProgramme } from '../ranking/programmes.ts';

/** What is asked, and where it is answered from. */
export interface Examples {
  readonly corpus: string;
  readonly questions: readonly string[];
  /** Removes what was made for them. */
  readonly remove: () => Promise<void>;
}

const DEFAULT_PROGRAMME = 'training/programmes/heritage';

/** A corpus and a question set of one's own, or else a programme of the training data. */
export async function loadExamples(given: { corpus?: string; questions?: string }): Promise<Examples> {
  if (given.corpus !== undefined && given.questions !== undefined) {
    const lines = parseQuestions(await readFile(given.questions, 'utf8'), given.questions);
    return {
      corpus: given.corpus,
      questions: lines.map(({ question }) => question),
      remove: async () => undefined,
    };
  }
  if (given.corpus !== undefined || given.questions !== undefined) {
    throw new Error('Give both --corpus and --questions, or neither.');
  }
  const { folder, questions } = await readProgramme(packageFile(DEFAULT_PROGRAMME));
  return {
    corpus: folder,
    questions: questions.map(({ question }) => question),
    remove: () => rm(dirname(folder), { recursive: true, force: true }),
  };
}
