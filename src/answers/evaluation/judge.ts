import type { Answered } from '../answer.ts';
import { foldForMatching } from './fold-for-matching.ts';
import { tokenF1 } from './measures.ts';
import type { QuestionLine } from './question-file.ts';

/** Most characters of all quotes together for an answer to count as right; a list may be longer. */
const MAX_QUOTED = 700;
const MAX_QUOTED_LIST = 1500;

/** What a verdict depends on. */
export type Judged = Pick<Answered, 'status' | 'short' | 'citations'> | { readonly status: 'abstained' };

/** The verdict on one answer. */
export interface Verdict {
  readonly isRight: boolean;
  /** What is wrong, or null. */
  readonly fault: string | null;
  /** Token F1 of the short answer; null where none is asked for. */
  readonly shortF1: number | null;
}

/** Judges an answer by what its question set expects. */
export function judge(question: QuestionLine, answer: Judged): Verdict {
  if (question.answerable === false) {
    const isRight = answer.status === 'abstained';
    return { isRight, fault: isRight ? null : 'should have abstained', shortF1: null };
  }
  if (answer.status === 'abstained') return { isRight: false, fault: 'abstained', shortF1: null };
  const raw = answer.citations.map((citation) => citation.quote).join('\n');
  const fault = faultOf(
    question,
    raw,
    answer.citations.map((citation) => citation.articleId),
  );
  return { isRight: fault === null, fault, shortF1: shortF1(question, answer.short) };
}

function faultOf(question: QuestionLine, raw: string, cited: readonly string[]): string | null {
  const quoted = foldForMatching(raw);
  const holds = (text: string) => quoted.includes(foldForMatching(text));
  const missing = question.answers.find((group) => !group.some(holds));
  if (missing) return `lacks ${JSON.stringify(missing)}`;
  const unwanted = question.avoid.find(holds);
  if (unwanted !== undefined) return `quotes ${JSON.stringify(unwanted)}`;
  if (!cited.some((id) => question.sources.includes(id))) return 'cites another article';
  if (raw.length > (question.type === 'list' ? MAX_QUOTED_LIST : MAX_QUOTED)) {
    return `quotes ${raw.length} characters`;
  }
  return null;
}

function shortF1(question: QuestionLine, short: string | null): number {
  if (short === null) return 0;
  const expected =
    question.type === 'list'
      ? [question.answers.map((group) => group[0] ?? '').join(' ')]
      : (question.answers[0] ?? []);
  return Math.max(0, ...expected.map((text) => tokenF1(short, text)));
}
