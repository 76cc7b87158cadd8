/** Serves the endpoints: each request counted, and answered by the rules of the house as they are at that moment. */
import cookies from '@fastify/cookie';
import { sendError } from '@visavis/runtime';
import type { FastifyInstance } from 'fastify';
import type { Context } from './context.ts';
import { refusalOf } from './database-away.ts';
import { acceptJsonOnly, addEndpoints, type Endpoint } from './endpoint.ts';
import type { Principals } from './principal.ts';

/** In a scope of their own: its cookies, bodies and counts are no matter of the pages beside it. */
export async function serve(
  app: FastifyInstance,
  context: Context,
  endpoints: readonly Endpoint[],
  principals: Principals,
): Promise<void> {
  await app.register(async (scope) => {
    await scope.register(cookies);
    acceptJsonOnly(scope);
    scope.setErrorHandler((error: Error, _request, reply) => sendError(reply, refusalOf(error), context.log));
    const hearing = new Set(
      endpoints.filter(({ hearsRules }) => hearsRules).map(({ method, path }) => `${method} ${path}`),
    );
    // Keys for pods are told also when the database is away.
    scope.addHook('onRequest', async (request) => {
      const isHeard = hearing.has(`${request.method} ${request.routeOptions.url}`);
      if (request.url.startsWith('/api/') && !isHeard) await context.rules.fresh();
    });
    scope.addHook('onResponse', async (request, reply) => {
      const route = request.routeOptions.url ?? 'unknown';
      context.metrics.request(route, request.method, reply.statusCode, reply.elapsedTime / 1000);
    });
    addEndpoints(scope, endpoints, principals);
  });
}
