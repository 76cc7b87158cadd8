/** The HTTP server that every service starts from: errors, incident codes, request log, nothing of the domain. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { clientAddresses } from './address.ts';
import { incidentCode } from './incident.ts';
import { errorKind, type Log } from './log.ts';
import type { Visit } from './security-log.ts';
import type { Trace } from './trace.ts';

/** Anything with a code of a closed union and a status; `VisavisError` of `shared` is one. */
interface CodedError extends Error {
  code: string;
  status: number;
  retryAfterMs?: number | undefined;
}

const isCoded = (error: Error): error is CodedError =>
  error.name === 'VisavisError' && 'code' in error && 'status' in error;

/** What Fastify itself refuses, in our words. */
const foreign: Record<string, { code: string; status: number }> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'body-too-large', status: 413 },
  FST_ERR_NOT_FOUND: { code: 'not-found', status: 404 },
  FST_ERR_MAX_PARAM_LENGTH: { code: 'not-found', status: 404 },
};

function refusal(error: Error): { code: string; status: number; message: string; retryAfterMs?: number | undefined } {
  if (isCoded(error)) {
    return { code: error.code, status: error.status, message: error.message, retryAfterMs: error.retryAfterMs };
  }
  const { code = '', statusCode = 500 } = error as FastifyError;
  const known = foreign[code];
  if (known) return { ...known, message: known.code };
  if (statusCode >= 400 && statusCode < 500) return { code: 'bad-request', status: 400, message: 'bad request' };
  return { code: 'internal', status: 500, message: 'internal error' };
}

/** What nobody is shown a code for: pages that ask whether they are still signed in, and addresses that there are not. */
const untold = new Set(['not-signed-in', 'not-found']);

/** A person may read this incident code out, so an operator has to find it at the usual level of the log. */
const isToldToPeople = (error: Error): boolean => isCoded(error) && !untold.has(error.code);

/** What it began with: whoever wraps an error says what it was about, and an operator needs to know what it was. */
function deepest(error: Error): Error {
  let found = error;
  for (let depth = 0; depth < 5 && found.cause instanceof Error; depth++) found = found.cause;
  return found;
}

/** Answers `{error: {code, message, retryAfterMs?, incident}}`; the incident code is in the log line too. */
export function sendError(reply: FastifyReply, error: Error, log: Log): FastifyReply {
  const { code, status, message, retryAfterMs } = refusal(error);
  const incident = incidentCode();
  const fields = { code, status, incident, route: reply.request.routeOptions.url, method: reply.request.method };
  if (status >= 500) log.error('request failed', { ...fields, kind: errorKind(deepest(error)) });
  else if (isToldToPeople(error)) log.info('request refused', fields);
  else log.debug('request refused', fields);
  if (retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(retryAfterMs / 1000));
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .send({ error: { code, message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }), incident } });
}

export interface HttpOptions {
  log: Log;
  /** Addresses or CIDR ranges of load balancers whose `X-Forwarded-For` is believed; nobody by default. */
  trustedProxies?: string[];
  bodyLimitBytes?: number;
  trace?: Trace | undefined;
  /** Hears of every answered request; for the security log and nothing else. */
  visited?: ((visit: Visit) => void) | undefined;
}

/**
 * On every answer of every role (SECURITY: web hardening). HSTS means nothing over plain HTTP: browsers ignore it there
 * (RFC 6797 §7.2).
 */
export const answerHeaders = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** A Fastify application with our error answers and headers. It logs one debug line a request: route pattern, never a URL. */
export function createHttp(options: HttpOptions): FastifyInstance {
  const app = Fastify({
    logger: false,
    trustProxy: options.trustedProxies?.length ? options.trustedProxies : false,
    bodyLimit: options.bodyLimitBytes ?? 64 * 1024,
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 100 },
    // What the router itself refuses, before any hook: an address that is no text, a parameter too long.
    frameworkErrors: (error, _request, reply) => {
      sendError(reply.headers(answerHeaders), error, options.log);
    },
  });
  app.decorate('clientAddress', clientAddresses(options.trustedProxies ?? []));
  options.trace?.serve(app);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(answerHeaders);
    done();
  });
  app.setErrorHandler((error: Error, _request, reply) => sendError(reply, error, options.log));
  app.setNotFoundHandler((_request, reply) =>
    sendError(
      reply,
      Object.assign(new Error('not found'), { code: 'FST_ERR_NOT_FOUND', statusCode: 404 }),
      options.log,
    ),
  );
  app.addHook('onResponse', async (request: FastifyRequest, reply) => {
    options.log.debug('request', {
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
    });
    options.visited?.({
      address: request.ip,
      method: request.method,
      page: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      browser: request.headers['user-agent'] ?? '',
    });
  });
  return app;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Where a request comes from that is not Fastify's own, such as an upgrade: the same as `request.ip`. */
    clientAddress(request: IncomingMessage): string;
  }
}
