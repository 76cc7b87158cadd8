/** An endpoint as data: what it takes, answers and refuses. Fastify's route and the OpenAPI document come from the same object. */
import { type ErrorCode, VisavisError } from '@visavis/shared';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Principals } from './principal.ts';
import { type Access, type Asker, mayAsk } from './roles.ts';
import { isGranted, neededScope } from './scopes.ts';

type Schema = v.GenericSchema<unknown, unknown>;
type Output<S> = S extends Schema ? v.InferOutput<S> : undefined;
type Who<A extends Access> = A extends 'anybody' ? null : A extends 'either' ? Asker | null : Asker;

/** What a handler gets, parsed. */
export interface Call<A extends Access, P, Q, B> {
  /** Who asks: with access `advisor` somebody of the book, else whoever the access lets in. */
  advisor: Who<A>;
  params: Output<P>;
  query: Output<Q>;
  body: Output<B>;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** The part that needs no types of its own: enough to document it and to add it to an application. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As in Fastify, `:id` for a parameter. */
  path: string;
  summary: string;
  access: Access;
  params?: Schema | undefined;
  query?: Schema | undefined;
  body?: Schema | undefined;
  /** `handle` brings the rules of the house up to date itself, by what it asks the database anyway (`LivingRules.heard`). */
  hearsRules?: true;
  /** The body is a form as a provider posts it (`application/x-www-form-urlencoded`), not JSON; `too`: or JSON, and `handle` may answer a form by 303. */
  isForm?: true | 'too';
  status: 200 | 201 | 204 | 303;
  answer?: Schema | undefined;
  /** Of an answer that is no JSON: `handle` answers its text. */
  answerType?: 'text/calendar' | 'text/csv';
  errors: readonly ErrorCode[];
  run(input: { advisor: Asker | null; request: FastifyRequest; reply: FastifyReply }): Promise<unknown>;
}

/**
 * Parses one part of a request. The refusal names fields and what was expected, never what was given.
 * @throws {VisavisError} with `code`
 */
export function parsePart<S extends Schema>(
  schema: S,
  input: unknown,
  code: ErrorCode = 'bad-request',
): v.InferOutput<S> {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  const problems = result.issues.slice(0, 5).map((issue) => {
    const path = (issue.path ?? []).map((item) => String(item.key).slice(0, 40)).join('.');
    return `${path === '' ? 'body' : path}: ${issue.type}`;
  });
  throw new VisavisError(code, problems.join('; '));
}

/** Makes an endpoint whose handler sees parsed values and answers what `answer` describes. */
export function endpoint<
  A extends Access,
  R extends Schema | undefined = undefined,
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
>(
  spec: Omit<Endpoint, 'run' | 'access' | 'params' | 'query' | 'body' | 'answer'> & {
    access: A;
    params?: P;
    query?: Q;
    body?: B;
    answer?: R;
    handle(call: Call<A, P, Q, B>): Promise<Output<R> | undefined>;
  },
): Endpoint {
  const part = <S extends Schema | undefined>(schema: S, input: unknown, code: ErrorCode): Output<S> =>
    (schema === undefined ? undefined : parsePart(schema, input, code)) as Output<S>;
  const { handle, ...rest } = spec;
  const needed = neededScope(spec.method, spec.path);
  return {
    ...rest,
    async run({ advisor, request, reply }) {
      if (!mayAsk(spec.access, advisor?.roles ?? [])) {
        throw advisor === null
          ? new VisavisError('not-signed-in', 'not signed in')
          : new VisavisError('forbidden', 'not with this role');
      }
      if (!isGranted(needed, advisor?.scopes)) throw new VisavisError('forbidden', `not with this key: ${needed}`);
      return handle({
        advisor: advisor as Who<A>,
        params: part(spec.params as P, request.params, 'not-found'),
        query: part(spec.query as Q, request.query, 'bad-request'),
        body: part(spec.body as B, request.body, 'bad-request'),
        request,
        reply,
      });
    },
  };
}

/** Whether the asker has this very answer already (RFC 9110 §13.1.2); only for handlers that set an `ETag`. */
function isUnchanged(request: FastifyRequest, reply: FastifyReply): boolean {
  const tag = reply.getHeader('etag');
  const known = request.headers['if-none-match'] ?? '';
  return tag !== undefined && known.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}

/** Adds the endpoints to `app`. No answer is stored by anybody on the way, unless its handler says otherwise. */
export function addEndpoints(app: FastifyInstance, endpoints: readonly Endpoint[], principals: Principals): void {
  const add = (scope: FastifyInstance, one: Endpoint) =>
    scope.route({
      method: one.method,
      url: one.path,
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        const advisor = one.access === 'anybody' ? null : await principals.of(request);
        reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
        const answer = await one.run({ advisor, request, reply });
        if (isUnchanged(request, reply)) return reply.removeHeader('content-type').code(304).send();
        if (reply.statusCode === 200) reply.code(one.status);
        if (one.answerType !== undefined) reply.type(`${one.answerType}; charset=utf-8`);
        return answer === undefined ? reply.send() : answer;
      },
    });
  for (const one of endpoints) if (!one.isForm) add(app, one);
  const forms = endpoints.filter(({ isForm }) => isForm);
  if (forms.length === 0) return;
  // A scope of its own: forms of other sites reach no other route.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    for (const one of forms) if (one.isForm === true) add(scope, one);
    await scope.register(async (either) => {
      either.addContentTypeParser(
        'application/json',
        { parseAs: 'string' },
        scope.getDefaultJsonParser('error', 'error'),
      );
      for (const one of forms) if (one.isForm === 'too') add(either, one);
    });
  });
}

/** JSON and nothing else; a request that needs no body may come without one, whatever it says of its type. */
export function acceptJsonOnly(scope: FastifyInstance): void {
  const parse = scope.getDefaultJsonParser('error', 'error');
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else parse(request, String(body), done);
  });
}
