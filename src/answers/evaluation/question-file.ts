import { z } from 'zod';
import { AttacheError } from '../../errors.ts';
import { MAX_QUESTION_LENGTH } from '../assistant.ts';
import { visibleLine } from '../question/normalise.ts';

/** What the assistant would refuse: found out before a long run rather than in it. */
const question = z.string().refine(isAccepted, `may have ${MAX_QUESTION_LENGTH} characters at most`);

const questionLine = z.object({
  id: z.string().min(1),
  question,
  /** Earlier questions of the same conversation, oldest first. */
  context: z.array(question).default([]),
  type: z.string().default('other'),
  tags: z.array(z.string()).default([]),
  answerable: z.boolean().optional(),
  /** Groups of alternatives: each group has to occur in the quotes. */
  answers: z.array(z.array(z.string())).default([]),
  /** Strings that must not occur in the quotes. */
  avoid: z.array(z.string()).default([]),
  /** Ids of the articles that hold the answer. */
  sources: z.array(z.string()).default([]),
});

/** A question of a question set. */
export type QuestionLine = z.infer<typeof questionLine>;

/**
 * Parses a question set, one JSON object a line.
 * @throws AttacheError INPUT_INVALID, naming file, line and field
 */
export function parseQuestions(content: string, file: string): QuestionLine[] {
  const ids = new Set<string>();
  return content.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    const where = `${file}:${i + 1}`;
    let json: unknown;
    try {
      json = JSON.parse(line);
    } catch (cause) {
      throw new AttacheError('INPUT_INVALID', `${where}: not a JSON object. Write one question a line.`, {
        cause,
      });
    }
    const parsed = questionLine.safeParse(json);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw new AttacheError(
        'INPUT_INVALID',
        `${where}: field '${issue?.path.join('.')}': ${issue?.message}.`,
      );
    }
    if (ids.has(parsed.data.id)) {
      throw new AttacheError(
        'INPUT_INVALID',
        `${where}: the id '${parsed.data.id}' occurs twice. Give each its own.`,
      );
    }
    ids.add(parsed.data.id);
    return [parsed.data];
  });
}

function isAccepted(text: string): boolean {
  return visibleLine(text).length <= MAX_QUESTION_LENGTH;
}
