import { randomUUID } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { HTTPException } from 'hono/http-exception';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { secureHeaders } from 'hono/secure-headers';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Assistant } from '../../answers/assistant.ts';
import { AttacheError } from '../../errors.ts';
import { RateLimiter } from '../chat/rate-limiter.ts';
import { newReference } from '../chat/reference.ts';
import type { Asker } from './asker.ts';
import { clientKey } from './client-key.ts';
import { MAX_BODY_BYTES, RETRY_SECONDS } from './limits.ts';
import { problem, Refusal } from './problem.ts';
import { articlesRoute, askRoute, BEARER, healthRoute, metricsRoute, readinessRoute } from './routes.ts';
import type { HttpSettings } from './settings.ts';

/** How the process stands, for those who send it work. */
export interface Readiness {
  /** Why it is not ready; empty if it is. */
  readonly reasons: readonly string[];
  /** State of each adapter that is on. */
  readonly adapters: Readonly<Record<string, string>>;
}

export interface AppOptions {
  readonly settings: HttpSettings;
  /** Null while the articles are being loaded. */
  readonly assistant: () => Assistant | null;
  readonly asker: Asker;
  readonly readiness: () => Readiness;
  readonly metrics: Registry;
  readonly logger: Logger;
  readonly version: string;
}

type App = OpenAPIHono<{ Bindings: HttpBindings }>;

/** The HTTP interface, without a server. */
export function createApp(options: AppOptions): App {
  const { settings, metrics, readiness } = options;
  const app: App = new OpenAPIHono<{ Bindings: HttpBindings }>({ defaultHook: refuseFields });
  app.onError((error, c) => refuseError(error, c, options.logger));
  app.notFound((c) =>
    problem(c, { status: 404, detail: 'There is nothing here; /openapi.json lists what is.' }),
  );
  // Whether there is TLS is the business of whoever puts a proxy in front.
  app.use(secureHeaders({ strictTransportSecurity: false }));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        const allow = methods.join(', ');
        return problem(c, { status: 405, detail: `Use ${allow}.`, headers: { allow } });
      },
    }),
  );
  if (settings.origins.length > 0) app.use('/v1/*', cors({ origin: [...settings.origins] }));
  if (settings.token !== null) {
    const guard = bearerAuth({ token: settings.token });
    app.use('/v1/*', guard);
    if (!settings.openMetrics) app.use('/metrics', guard);
  }
  app.openapi(healthRoute, (c) => c.text('ok'));
  app.openapi(readinessRoute, (c) => {
    const { reasons, adapters } = readiness();
    const body = { ready: reasons.length === 0, reasons: [...reasons], adapters: { ...adapters } };
    return c.json(body, body.ready ? 200 : 503);
  });
  app.openapi(metricsRoute, async (c) =>
    c.text(await metrics.metrics(), 200, { 'content-type': metrics.contentType }),
  );
  addQuestions(app, options);
  app.openAPIRegistry.registerComponent('securitySchemes', BEARER, { type: 'http', scheme: 'bearer' });
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Attaché',
      version: options.version,
      description: 'Answers questions with verbatim quotes from news articles, or says why not.',
    },
  });
  return app;
}

/** For what passes by itself. */
const later = (why: string) =>
  new Refusal({
    status: 503,
    detail: `${why} Try again in a moment.`,
    headers: { 'retry-after': String(RETRY_SECONDS) },
  });
const loading = () => later('The articles are being loaded.');

function addQuestions(app: App, { settings, assistant, asker }: AppOptions): void {
  const limiter = new RateLimiter(settings.rateLimit);
  app.on('POST', askRoute.path, bodyLimit({ maxSize: MAX_BODY_BYTES, onError: refuseSize }));
  app.on('POST', askRoute.path, async (c, next) => {
    if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
      return problem(c, {
        status: 415,
        detail: 'Send JSON, with the header Content-Type: application/json.',
      });
    }
    return next();
  });
  app.openapi(askRoute, async (c) => {
    const remote = c.env.incoming.socket.remoteAddress;
    const key = clientKey(remote, c.req.header('x-forwarded-for'), settings.trustProxy);
    const wait = limiter.secondsToWait(key);
    if (wait > 0) {
      const detail = `At most ${settings.rateLimit} questions a minute. Try again in ${wait} s.`;
      throw new Refusal({ status: 429, detail, headers: { 'retry-after': String(wait) } });
    }
    const ready = assistant();
    if (!ready) throw loading();
    const { question, conversation, ...given } = c.req.valid('json');
    const asking = {
      ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
      ...(conversation !== undefined && { conversation: `http:${conversation}` }),
    };
    const id = randomUUID();
    c.header('x-request-id', id);
    const asked = await asker.ask(id, ready, question, asking, c.req.raw.signal);
    if (asked.outcome === 'answered') return c.json(asked.answer as never, 200);
    if (asked.outcome === 'failed') {
      const detail = `The question could not be answered; the log has the cause under ${asked.reference}.`;
      throw new Refusal({ status: 500, detail });
    }
    throw later(asked.outcome === 'busy' ? 'Too many questions wait.' : 'The service is being restarted.');
  });
  app.openapi(articlesRoute, (c) => {
    const summary = assistant()?.summary();
    if (!summary) throw loading();
    return c.json(
      { articles: summary.articles.map((article) => ({ ...article })), newest: summary.newest },
      200,
    );
  });
}

const refuseSize = (c: Context) =>
  problem(c, { status: 413, detail: `The body may have ${MAX_BODY_BYTES} bytes at most.` });

interface Parsed {
  readonly success: boolean;
  readonly error?: {
    /** `keys` are fields that nobody knows. */
    readonly issues: readonly { path: readonly PropertyKey[]; message: string; keys?: readonly string[] }[];
  };
}

/** Names the fields that cannot be used. */
function refuseFields(parsed: Parsed, c: Context) {
  if (parsed.success || !parsed.error) return undefined;
  const errors = parsed.error.issues.flatMap(({ path, message, keys }) =>
    keys
      ? keys.map((key) => ({ field: [...path, key].join('.'), message: 'is not known' }))
      : [{ field: path.join('.') || 'body', message }],
  );
  const detail = errors.map(({ field, message }) => `${field}: ${message}`).join('; ');
  return problem(c, { status: 400, detail, errors });
}

/** Nothing of an error that was not meant for the client reaches it but a reference. */
function refuseError(error: Error, c: Context, logger: Logger) {
  if (error instanceof Refusal) return problem(c, error.problem);
  if (error instanceof HTTPException) {
    const challenge = error.res?.headers.get('www-authenticate');
    if (challenge) {
      const detail = 'Send the bearer token: Authorization: Bearer …';
      return problem(c, { status: 401, detail, headers: { 'www-authenticate': challenge } });
    }
    if (error.status === 400)
      return problem(c, { status: 400, detail: 'The body is not JSON that can be read.' });
  }
  if (error instanceof AttacheError && error.code === 'INPUT_INVALID') {
    return problem(c, { status: 400, detail: error.message });
  }
  const reference = newReference();
  logger.error({ err: error, reference, path: c.req.path }, 'a request failed');
  return problem(c, { status: 500, detail: `That failed; the log has the cause under ${reference}.` });
}
