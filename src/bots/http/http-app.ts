import type { HttpBindings } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';

/** An app that runs on Node's server. */
export type HttpApp = OpenAPIHono<{ Bindings: HttpBindings }>;
