import { createRoute, z } from '@hono/zod-openapi';
import { MAX_BODY_BYTES } from './limits.ts';
import { PROBLEM_TYPE, problemSchema } from './problem.ts';
import { answerSchema, articlesSchema, askSchema, readinessSchema } from './schemas.ts';

const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema } });
const text = { 'text/plain': { schema: z.string() } };
const refusal = (description: string) => ({
  description,
  content: { [PROBLEM_TYPE]: { schema: problemSchema } },
});

/** Name of the bearer token in the OpenAPI document. */
export const BEARER = 'bearer';
const security = [{ [BEARER]: [] }];
const unauthorised = refusal('The bearer token is missing or wrong');
const misdirected = refusal('Without a token: the Host is not this machine');

export const askRoute = createRoute({
  method: 'post',
  path: '/v1/ask',
  operationId: 'ask',
  summary: 'Answers a question with quotes from the articles, or says why not',
  security,
  request: { body: { content: json(askSchema), required: true } },
  responses: {
    200: { description: 'The answer, or the reason why there is none', content: json(answerSchema) },
    400: refusal('The request cannot be used; `errors` names the fields'),
    401: unauthorised,
    413: refusal(`The body has more than ${MAX_BODY_BYTES} bytes`),
    415: refusal('The body is not JSON'),
    421: misdirected,
    429: refusal('Too many questions in a minute; Retry-After says when to come back'),
    500: refusal('The question could not be answered'),
    503: refusal('Not ready, or too many questions wait; Retry-After says when to come back'),
  },
});

export const articlesRoute = createRoute({
  method: 'get',
  path: '/v1/articles',
  operationId: 'articles',
  summary: 'Lists the articles that answers are quoted from',
  security,
  responses: {
    200: { description: 'The articles', content: json(articlesSchema) },
    401: unauthorised,
    421: misdirected,
    503: refusal('The articles are being loaded'),
  },
});

export const healthRoute = createRoute({
  method: 'get',
  path: '/healthz',
  operationId: 'health',
  summary: 'Says that the process is alive',
  responses: { 200: { description: 'Alive', content: text }, 421: misdirected },
});

export const readinessRoute = createRoute({
  method: 'get',
  path: '/readyz',
  operationId: 'readiness',
  summary: 'Says whether questions can be answered and the platforms are connected',
  responses: {
    200: { description: 'Ready', content: json(readinessSchema) },
    421: misdirected,
    503: { description: 'Not ready, and why', content: json(readinessSchema) },
  },
});

export const metricsRoute = createRoute({
  method: 'get',
  path: '/metrics',
  operationId: 'metrics',
  summary: 'Metrics for Prometheus',
  security,
  responses: { 200: { description: 'Metrics', content: text }, 401: unauthorised, 421: misdirected },
});
