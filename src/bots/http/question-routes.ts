import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Assistant } from '../../answers/assistant.ts';
import { RateLimiter } from '../chat/rate-limiter.ts';
import type { Asked, Asker } from './asker.ts';
import { clientKey } from './client-key.ts';
import type { HttpApp } from './http-app.ts';
import { MAX_BODY_BYTES, RETRY_SECONDS } from './limits.ts';
import { problem, Refusal } from './problem.ts';
import { notJson } from './refuse.ts';
import { articlesRoute, askRoute } from './routes.ts';
import type { HttpSettings } from './settings.ts';

export interface QuestionRoutesOptions {
  readonly settings: HttpSettings;
  /** Null while the articles are being loaded. */
  readonly assistant: () => Assistant | null;
  readonly asker: Asker;
}

/** Adds the routes under /v1 to an app. */
export function addQuestionRoutes(app: HttpApp, { settings, assistant, asker }: QuestionRoutesOptions): void {
  const limiter = new RateLimiter(settings.rateLimit);
  const ready = (refuse?: () => void) => {
    const opened = assistant();
    if (opened) return opened;
    refuse?.();
    throw later('The articles are being loaded.');
  };
  app.on('POST', askRoute.path, bodyLimit({ maxSize: MAX_BODY_BYTES, onError: refuseSize }));
  app.on('POST', askRoute.path, async (c, next) => {
    if (/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '')) return next();
    throw notJson();
  });
  app.openapi(askRoute, async (c) => {
    const { question: text, conversation, ...given } = c.req.valid('json');
    const options = {
      ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
      ...(conversation !== undefined && { conversation: `http:${conversation}` }),
    };
    const question = { id: randomUUID(), text, options, gone: c.req.raw.signal };
    c.header('x-request-id', question.id);
    const remote = c.env.incoming.socket.remoteAddress;
    const wait = limiter.secondsToWait(
      clientKey(remote, c.req.header('x-forwarded-for'), settings.trustProxy),
    );
    if (wait > 0) {
      asker.refuse(question, 'rate_limited');
      const detail = `At most ${settings.rateLimit} questions a minute. Try again in ${wait} s.`;
      throw new Refusal({ status: 429, detail, headers: { 'retry-after': String(wait) } });
    }
    const opened = ready(() => asker.refuse(question, 'loading'));
    const asked = await asker.ask(opened, question);
    // The library's answer is readonly throughout, which the types of the document are not.
    if (asked.outcome === 'answered') return c.json(asked.answer as never, 200);
    throw refusalOf(asked);
  });
  app.openapi(articlesRoute, (c) => {
    const { articles, newest } = ready().summary();
    return c.json({ articles: articles.map((article) => ({ ...article })), newest }, 200);
  });
}

function refusalOf(asked: Exclude<Asked, { outcome: 'answered' }>): Refusal {
  if (asked.outcome === 'busy') return later('Too many questions wait.');
  if (asked.outcome !== 'failed') return later('The service is being restarted.');
  const detail = `The question could not be answered; the log has the cause under ${asked.reference}.`;
  return new Refusal({ status: 500, detail });
}

/** For what passes by itself. */
function later(why: string): Refusal {
  const headers = { 'retry-after': String(RETRY_SECONDS) };
  return new Refusal({ status: 503, detail: `${why} Try again in a moment.`, headers });
}

function refuseSize(c: Context) {
  return problem(c, { status: 413, detail: `The body may have ${MAX_BODY_BYTES} bytes at most.` });
}
