import { z } from '@hono/zod-openapi';
import type { Answer, Source } from '../../answers/answer.ts';
import { MAX_QUESTION_LENGTH } from '../../answers/assistant.ts';
import { visibleLine } from '../../answers/question/normalise.ts';
import { isIsoDay } from '../../retrieval/dates/calendar.ts';
import { MAX_CONTEXT, MAX_CONVERSATION_LENGTH } from './limits.ts';

const question = z
  .string('write a text')
  .refine(
    (text) => visibleLine(text).length <= MAX_QUESTION_LENGTH,
    `at most ${MAX_QUESTION_LENGTH} characters`,
  )
  .openapi({ maxLength: MAX_QUESTION_LENGTH });

const day = z
  .string('write a day as YYYY-MM-DD')
  .refine(isIsoDay, 'write a day as YYYY-MM-DD, for example 2023-11-14')
  .openapi({ type: 'string', format: 'date', example: '2023-11-14' });

const about = (description: string) => ({ description });

/** What can be asked: the library's `ask`. */
export const askSchema = z
  .strictObject({
    question: question.openapi({ example: 'Who visited Ljubljana in October?' }),
    conversation: z
      .string()
      .min(1)
      .max(MAX_CONVERSATION_LENGTH)
      .optional()
      .openapi(about("Key of the conversation: 'and when was that?' is understood within one")),
    context: z
      .array(question)
      .max(MAX_CONTEXT, `at most ${MAX_CONTEXT} questions`)
      .optional()
      .openapi(about('Earlier questions, oldest first, for a client that keeps them itself')),
    asOf: day.optional().openapi(about("The day on which it is asked, for 'last autumn'; default today")),
    since: day.optional().openapi(about('Only what happened on this day or later')),
    until: day.optional().openapi(about('Only what happened on this day or earlier')),
  })
  .refine(({ since, until }) => since === undefined || until === undefined || since <= until, {
    path: ['since'],
    error: 'must not be after until',
  })
  .openapi('Question');

const span = z.object({ start: z.int().min(0), end: z.int().min(0) });

const sourceFields = {
  articleId: z.string(),
  title: z.string(),
  category: z.string().nullable(),
  url: z.string().nullable(),
  published: z.string().nullable().openapi({ format: 'date' }),
};

const sourceSchema = z.object(sourceFields).openapi('Source');

const citationSchema = z
  .object({
    ...sourceFields,
    quote: z.string().openapi(about('Verbatim from the article')),
    field: z.enum(['body', 'title']),
    start: z.int().min(0).openapi(about('UTF-16 offset in the field, inclusive')),
    end: z.int().min(0).openapi(about('UTF-16 offset in the field, exclusive')),
    highlights: z.array(span).openapi(about('The words that answer, in UTF-16 offsets of the quote')),
    link: z.string().nullable().openapi(about('Opens the article at the quote')),
    corrects: sourceSchema.nullable().openapi(about('The article that this one corrects')),
  })
  .openapi('Citation');

const replyFields = {
  question: z.string(),
  answer: z.string().openapi(about('The quotes, or the sentence that says why there are none')),
  confidence: z.number().min(0).max(1),
  ms: z.number().min(0).openapi(about('Milliseconds from question to reply')),
};

const answeredSchema = z
  .object({
    ...replyFields,
    status: z.literal('answered'),
    short: z.string().nullable().openapi(about('The words inside the quotes that answer')),
    citations: z.array(citationSchema).min(1),
    more: z.array(citationSchema).openapi(about('The next-best passages')),
  })
  .openapi('Answered');

const abstainedSchema = z
  .object({
    ...replyFields,
    status: z.literal('abstained'),
    reason: z.enum([
      'empty',
      'greeting',
      'thanks',
      'about_me',
      'not_a_question',
      'off_topic',
      'nothing_found',
      'nothing_for_that_date',
      'nothing_for_that_name',
    ]),
    nearest: z.array(sourceSchema).openapi(about('The nearest articles')),
  })
  .openapi('Abstained');

/** The library's `Answer`. */
export const answerSchema = z
  .discriminatedUnion('status', [answeredSchema, abstainedSchema])
  .openapi('Answer') satisfies z.ZodType<Mutable<Answer>>;

export const articlesSchema = z
  .object({
    articles: z.array(sourceSchema),
    newest: z.string().nullable().openapi({ format: 'date', description: 'Day of the newest article' }),
  })
  .openapi('Articles') satisfies z.ZodType<{ articles: Source[]; newest: string | null }>;

export const readinessSchema = z
  .object({
    ready: z.boolean(),
    reasons: z.array(z.string()).openapi(about('Why it is not ready')),
    adapters: z.record(z.string(), z.string()).openapi(about('State of each adapter that is on')),
  })
  .openapi('Readiness');

/** Zod's output types are mutable; the library's are not. */
type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;
