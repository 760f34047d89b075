import type { HttpBindings } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';
import { bearerAuth } from 'hono/bearer-auth';
import { cors } from 'hono/cors';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { secureHeaders } from 'hono/secure-headers';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { HttpApp } from './http-app.ts';
import { isLoopback } from './loopback.ts';
import { problem } from './problem.ts';
import { addQuestionRoutes, type QuestionRoutesOptions } from './question-routes.ts';
import { refuseError, refuseFields } from './refuse.ts';
import { BEARER, healthRoute, metricsRoute, readinessRoute } from './routes.ts';

/** How the process stands, for those who send it work. */
export interface Readiness {
  /** Why it is not ready; empty if it is. */
  readonly reasons: readonly string[];
  /** State of each adapter that is on. */
  readonly adapters: Readonly<Record<string, string>>;
}

export interface AppOptions extends QuestionRoutesOptions {
  readonly readiness: () => Readiness;
  readonly metrics: Registry;
  readonly logger: Logger;
  readonly version: string;
}

/** The HTTP interface, without a server. */
export function createApp(options: AppOptions): HttpApp {
  const { metrics, readiness, logger, version } = options;
  const app: HttpApp = new OpenAPIHono<{ Bindings: HttpBindings }>({ defaultHook: refuseFields });
  app.onError((error, c) => refuseError(error, c, logger));
  app.notFound((c) =>
    problem(c, { status: 404, detail: 'There is nothing here; /openapi.json lists what is.' }),
  );
  guard(app, options);
  app.openapi(healthRoute, (c) => c.text('ok', 200));
  app.openapi(readinessRoute, (c) => {
    const { reasons, adapters } = readiness();
    const body = { ready: reasons.length === 0, reasons: [...reasons], adapters: { ...adapters } };
    return c.json(body, body.ready ? 200 : 503);
  });
  app.openapi(metricsRoute, async (c) =>
    c.text(await metrics.metrics(), 200, { 'content-type': metrics.contentType }),
  );
  addQuestionRoutes(app, options);
  app.openAPIRegistry.registerComponent('securitySchemes', BEARER, { type: 'http', scheme: 'bearer' });
  const description = 'Answers questions with verbatim quotes from news articles, or says why not.';
  app.doc31('/openapi.json', { openapi: '3.1.0', info: { title: 'Attaché', version, description } });
  return app;
}

/** What every request passes before it is answered. */
function guard(app: HttpApp, { settings }: AppOptions): void {
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
  // A name that leads here by DNS rebinding makes a page elsewhere one of this origin: only its Host tells.
  if (settings.token === null && isLoopback(settings.host) && !settings.trustProxy) {
    app.use(async (c, next) => {
      if (isLoopback(new URL(c.req.url).hostname)) return next();
      return problem(c, { status: 421, detail: 'Ask by the name of this machine: 127.0.0.1 or localhost.' });
    });
  }
  if (settings.origins.length > 0) app.use('/v1/*', cors({ origin: [...settings.origins] }));
  if (settings.token === null) return;
  const bearer = bearerAuth({ token: settings.token });
  app.use('/v1/*', bearer);
  if (!settings.openMetrics) app.use('/metrics', bearer);
}
