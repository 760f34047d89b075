import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { QUESTION, UNANSWERABLE } from '../fake-assistant.ts';
import { openHttp, TOKEN } from './open-http.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

const content = z.record(
  z.string().regex(/^[\w-]+\/[\w.+-]+$/),
  z.strictObject({ schema: z.looseObject({}) }),
);
const operation = z.strictObject({
  operationId: z.string().min(1),
  summary: z.string().min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  requestBody: z.strictObject({ required: z.boolean(), content }).optional(),
  responses: z.record(
    z.string().regex(/^[1-5]\d\d$/),
    z.strictObject({ description: z.string().min(1), content: content.optional() }),
  ),
});
/** What the OpenAPI Specification 3.1 demands of the parts that are used, https://spec.openapis.org/oas/v3.1.0. */
const documentSchema = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  components: z.strictObject({
    schemas: z.record(z.string().regex(/^[\w.-]+$/), z.looseObject({})),
    securitySchemes: z.record(z.string(), z.strictObject({ type: z.literal('http'), scheme: z.string() })),
    parameters: z.strictObject({}).optional(),
  }),
  paths: z.record(z.string().startsWith('/'), z.partialRecord(z.enum(METHODS), operation)),
  webhooks: z.strictObject({}).optional(),
});

type Json = Record<string, unknown>;

async function open(env: Record<string, string> = {}) {
  const opened = await openHttp({ env });
  const document = (await (await opened.request('/openapi.json')).json()) as Json;
  return { ...opened, document };
}

/** A schema of the document as a validator; references lead into the document. */
function validator(document: Json, schema: unknown) {
  const { schemas } = document.components as { schemas: Json };
  const moved = JSON.parse(
    JSON.stringify({ ...(schema as Json), $defs: schemas }).replaceAll('#/components/schemas/', '#/$defs/'),
  );
  return z.fromJSONSchema(moved);
}

function responseSchema(document: Json, path: string, method: string, status: number): [string, unknown][] {
  const paths = documentSchema.parse(document).paths;
  const response = paths[path]?.[method as 'get']?.responses[String(status)];
  if (!response) throw new Error(`The document knows no ${status} of ${method} ${path}.`);
  return Object.entries(response.content ?? {}).map(([type, { schema }]) => [type, schema]);
}

describe('GET /openapi.json', () => {
  it('is a sound OpenAPI 3.1 document', async () => {
    const { document } = await open();
    expect(documentSchema.safeParse(document).error).toBeUndefined();
  });

  it('refers to nothing that it does not hold, and holds nothing that it does not refer to', async () => {
    const { document } = await open();
    const { schemas } = document.components as { schemas: Json };
    const references = new Set(
      [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name),
    );
    expect([...references].sort()).toEqual(Object.keys(schemas).sort());
  });

  it('names each operation once, and only security schemes that are there', async () => {
    const { document } = await open();
    const { paths, components } = documentSchema.parse(document);
    const operations = Object.values(paths).flatMap((path) => Object.values(path));
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const needed = operations.flatMap(({ security = [] }) => security.flatMap((one) => Object.keys(one)));
    expect(Object.keys(components.securitySchemes)).toEqual([...new Set(needed)]);
  });

  it('has exactly the routes that are served', async () => {
    const { document, request } = await open();
    const { paths } = documentSchema.parse(document);
    expect(Object.keys(paths).sort()).toEqual(['/healthz', '/metrics', '/readyz', '/v1/articles', '/v1/ask']);
    for (const [path, operations] of Object.entries(paths)) {
      const response = await request(path, { method: 'PATCH' });
      const allowed = (response.headers.get('allow') ?? '').toLowerCase().split(', ');
      expect(allowed.filter((method) => method !== 'head')).toEqual(Object.keys(operations));
    }
  });

  it.each([
    ['an answer', { question: QUESTION }, 200],
    ['an abstention', { question: UNANSWERABLE }, 200],
    ['a refusal', { question: 5 }, 400],
  ])('describes %s as it is given', async (_, body, status) => {
    const { document, ask } = await open();
    const response = await ask(body);
    expect(response.status).toBe(status);
    const [[type, schema] = []] = responseSchema(document, '/v1/ask', 'post', status);
    expect(response.headers.get('content-type')).toBe(type);
    expect(validator(document, schema).safeParse(await response.json()).error).toBeUndefined();
  });

  it('describes what it does not give: a broken answer does not fit', async () => {
    const { document, ask } = await open();
    const [[, schema] = []] = responseSchema(document, '/v1/ask', 'post', 200);
    const answer = (await (await ask({ question: QUESTION })).json()) as Json;
    const fits = (value: unknown) => validator(document, schema).safeParse(value).success;
    expect(fits(answer)).toBe(true);
    expect(fits({ ...answer, citations: [] })).toBe(false);
    expect(fits({ ...answer, confidence: 2 })).toBe(false);
    expect(fits({ ...answer, short: undefined })).toBe(false);
  });

  it.each(['/v1/articles', '/readyz'])('describes %s as it is given', async (path) => {
    const { document, request } = await open();
    const [[, schema] = []] = responseSchema(document, path, 'get', 200);
    const body = await (await request(path)).json();
    expect(validator(document, schema).safeParse(body).error).toBeUndefined();
  });

  it('describes the refusal of a missing token', async () => {
    const { document, request } = await open({ ATTACHE_HTTP_TOKEN: TOKEN });
    const [[type, schema] = []] = responseSchema(document, '/metrics', 'get', 401);
    const response = await request('/metrics');
    expect(response.headers.get('content-type')).toBe(type);
    expect(validator(document, schema).safeParse(await response.json()).error).toBeUndefined();
  });

  it('describes the question with the limits that are kept', async () => {
    const { document } = await open();
    const { schemas } = document.components as { schemas: Record<string, Json> };
    const question = validator(document, schemas.Question);
    expect(question.safeParse({ question: QUESTION, context: ['a'], since: '2023-10-01' }).success).toBe(
      true,
    );
    expect(question.safeParse({ question: 'x'.repeat(501) }).success).toBe(false);
    expect(question.safeParse({ question: 'x', unknown: 1 }).success).toBe(false);
  });
});
