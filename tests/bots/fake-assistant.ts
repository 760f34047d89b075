import type { Abstained, Answer, Answered, Citation } from '../../src/answers/answer.ts';
import type { AskOptions, Assistant, CorpusSummary } from '../../src/answers/assistant.ts';

export const QUESTION = 'Who visited Ljubljana in October?';
export const FOLLOW_UP = 'And when was that?';
/** The words that answer `QUESTION`, and `FOLLOW_UP` after it. */
export const WHO = 'a delegation of the NDRC';
export const WHEN = '17 October';
export const TITLE = 'NDRC delegation visits Ljubljana';
export const LABEL = `${TITLE} · News · 14 Nov 2023`;
export const UNANSWERABLE = 'Who is the mayor of Paris?';

const QUOTE = 'On 17 October, a delegation of the NDRC visited Ljubljana & met the programme’s partners.';

export function citation(overrides: Partial<Citation> = {}): Citation {
  const { quote = QUOTE, articleId = 'ndrc' } = overrides;
  const url = `https://example.org/${articleId}`;
  return {
    articleId,
    title: TITLE,
    category: 'News',
    url,
    published: '2023-11-14',
    quote,
    field: 'body',
    start: 0,
    end: quote.length,
    highlights: [],
    link: `${url}#:~:text=On%2017%20October`,
    corrects: null,
    ...overrides,
  };
}

/** A citation of the NDRC article with `words` set off. */
export function highlighted(words: string): Citation {
  const start = QUOTE.indexOf(words);
  return citation({ highlights: [{ start, end: start + words.length }] });
}

const MORE = citation({
  articleId: 'partners',
  title: 'Partners meet again',
  published: '2023-12-01',
  quote: 'The partners met again in December.',
});

export function answered(
  question: string,
  citations: readonly Citation[],
  more: readonly Citation[] = [MORE],
): Answered {
  const answer = citations.map((one) => one.quote).join('\n');
  return { status: 'answered', question, answer, short: null, confidence: 0.9, ms: 5, citations, more };
}

export function abstained(question: string, overrides: Partial<Abstained> = {}): Abstained {
  return {
    status: 'abstained',
    question,
    answer: 'The articles do not say.',
    reason: 'nothing_found',
    confidence: 0.1,
    ms: 5,
    nearest: [citation()],
    ...overrides,
  };
}

/** Answers two questions as the real assistant would, fails and dawdles on command. */
export class FakeAssistant implements Assistant {
  /** Every question asked, with its context, oldest first. */
  readonly asked: { question: string; context: readonly string[]; options: AskOptions }[] = [];
  /** Overrides the next replies, whatever is asked. */
  reply: ((question: string) => Answer | Promise<Answer>) | null = null;
  #gate: Promise<void> = Promise.resolve();
  #open: () => void = () => undefined;

  /** Answers nothing until `release`. */
  hold(): void {
    this.#gate = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  release(): void {
    this.#open();
  }

  async ask(question: string, options: AskOptions = {}): Promise<Answer> {
    const context = options.context ?? [];
    this.asked.push({ question, context, options });
    await this.#gate;
    if (this.reply) return this.reply(question);
    if (/ljubljana/i.test(question)) return answered(question, [highlighted(WHO)]);
    if (/when/i.test(question) && context.some((earlier) => /ljubljana/i.test(earlier))) {
      return answered(question, [highlighted(WHEN)]);
    }
    if (/^(hello|thanks)/i.test(question)) {
      const thanks = /^thanks/i.test(question);
      const answer = thanks ? 'You are welcome.' : 'Hello!';
      return abstained(question, { reason: thanks ? 'thanks' : 'greeting', answer, nearest: [] });
    }
    return abstained(question);
  }

  async find(text: string): Promise<readonly Citation[]> {
    await this.#gate;
    if (this.reply) await this.reply(text);
    return text.trim() === '' ? [] : [citation(), MORE];
  }

  summary(): CorpusSummary {
    return { articles: [citation(), MORE], newest: '2023-12-01', problems: [], indexedAt: new Date() };
  }

  exampleQuestions(): readonly string[] {
    return [QUESTION, 'Which partners met in December?'];
  }

  async close(): Promise<void> {}
}
