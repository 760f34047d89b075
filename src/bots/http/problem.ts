import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** What went wrong with a request, https://www.rfc-editor.org/rfc/rfc9457. */
export const problemSchema = z
  .object({
    type: z.literal('about:blank'),
    title: z.string().openapi({ example: 'Bad Request' }),
    status: z.int().openapi({ example: 400 }),
    detail: z.string().openapi({ example: 'question: write a text' }),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .openapi({ description: 'The fields that cannot be used, and why' }),
  })
  .openapi('Problem');

export const PROBLEM_TYPE = 'application/problem+json';

export interface Problem {
  readonly status: keyof typeof TITLES & ContentfulStatusCode;
  /** What to do about it. */
  readonly detail: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
  readonly headers?: Readonly<Record<string, string>>;
}

const TITLES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  421: 'Misdirected Request',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

/** Ends the handling of a request with a problem. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** A reply that says what is wrong. */
export function problem(c: Context, { status, detail, errors, headers = {} }: Problem) {
  const body = { type: 'about:blank', title: TITLES[status], status, detail, ...(errors && { errors }) };
  return c.body(JSON.stringify(body), status, { ...headers, 'content-type': PROBLEM_TYPE });
}
