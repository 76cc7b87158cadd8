/** The OpenAPI 3.1 document: made from the very endpoints and schemas that run. */

import { toJsonSchema } from '@valibot/to-json-schema';
import * as api from '@visavis/shared';
import { errorStatus } from '@visavis/shared';
import * as v from 'valibot';
import { type Endpoint, endpoint } from './endpoint.ts';
import { examples, parameterExamples, refusalExample } from './openapi-examples/index.ts';
import { namedSchemas } from './openapi-schemas.ts';
import { neededScope, scopes } from './scopes.ts';
import { sessionCookieName } from './session-cookie.ts';

type Json = Record<string, unknown>;

const keyText = `Made with \`npm run key -- create <name>\`, good for everything or, with \`--scope\`, for some of: ${scopes.join(', ')}.`;

/** JSON Schema 2020-12 of what goes over the wire. Rules across fields are not expressible and stand in the texts. */
function jsonSchema(schema: v.GenericSchema): Json {
  const { $schema: _, ...rest } = toJsonSchema(schema, {
    typeMode: 'input',
    target: 'draft-2020-12',
    errorMode: 'ignore',
  });
  return rest;
}

const nameOf = (schema: v.GenericSchema): string | undefined =>
  Object.keys(namedSchemas).find((key) => namedSchemas[key] === schema);

function reference(schema: v.GenericSchema): Json {
  const name = nameOf(schema);
  return name === undefined ? jsonSchema(schema) : { $ref: `#/components/schemas/${name}` };
}

/** Schema and example of a body. Refusals are told apart by code, and bring theirs with them. */
function contentOf(schema: v.GenericSchema): Json {
  const name = nameOf(schema);
  const known = name !== undefined && name in examples;
  return {
    schema: reference(schema),
    ...(known ? { examples: { one: { $ref: `#/components/examples/${name}` } } } : {}),
  };
}

/** How a form is answered that a person sent. */
const seeOther: Json = { 303: { description: 'a form: the way to our page' } };

const json = (schema: v.GenericSchema): Json => ({ 'application/json': contentOf(schema) });
const form = (schema: v.GenericSchema): Json => ({
  'application/x-www-form-urlencoded': contentOf(schema),
});

/** The third part of a path, `appointments` of `/api/v1/appointments/:id`, tells what its parameters are of. */
function parameterExample({ path }: Endpoint, name: string): Json {
  const [, , , of] = path.split('/');
  const example = parameterExamples[`${of}.${name}`] ?? parameterExamples[name];
  return example === undefined ? {} : { example };
}

/** Path and query parameters, one for each entry of their schemas. */
function parameters(place: 'path' | 'query', one: Endpoint): Json[] {
  const schema = place === 'path' ? one.params : one.query;
  if (schema === undefined) return [];
  const { properties, required } = v.parse(
    v.object({ properties: v.record(v.string(), v.unknown()), required: v.optional(v.array(v.string()), []) }),
    jsonSchema(schema),
  );
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
    ...parameterExample(one, name),
  }));
}

/** One answer for each HTTP status, naming the codes that it may carry. */
function refusals(one: Endpoint): Json {
  const byStatus = new Map<number, string[]>();
  for (const code of [...one.errors, 'internal', 'unavailable'] as const) {
    byStatus.set(errorStatus[code], [...(byStatus.get(errorStatus[code]) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.join(', '),
        content: {
          'application/json': {
            schema: reference(api.ErrorAnswer),
            examples: Object.fromEntries(codes.map((code) => [code, { value: refusalExample(code) }])),
          },
        },
      },
    ]),
  );
}

/** Which scope a key needs stands beside it, as OpenAPI 3.1 allows for every kind of security; `[]`: any key, or one without limits. */
function security(one: Endpoint): Json {
  if (one.access === 'anybody') return { security: [] };
  const needed = neededScope(one.method, one.path);
  const known = scopes.filter((scope) => scope === needed);
  return { security: [{ key: known }, { session: [] }, ...(one.access === 'either' ? [{}] : [])] };
}

/** As JSON, as a form, or as either. */
const bodyOf = ({ isForm }: Endpoint, schema: v.GenericSchema): Json => ({
  ...(isForm === true ? {} : json(schema)),
  ...(isForm === undefined ? {} : form(schema)),
});

function operation(one: Endpoint): Json {
  const type = one.answerType ?? 'application/json';
  const answer = one.answer === undefined ? {} : { content: { [type]: contentOf(one.answer) } };
  return {
    summary: one.summary,
    ...security(one),
    parameters: [...parameters('path', one), ...parameters('query', one)],
    ...(one.body === undefined ? {} : { requestBody: { required: true, content: bodyOf(one, one.body) } }),
    responses: {
      [String(one.status)]: { description: 'done', ...answer },
      ...(one.isForm === 'too' ? seeOther : {}),
      ...refusals(one),
    },
  };
}

/** What receivers get; each event looks the same. */
const news: Json = {
  summary: 'Sent to the address of a webhook, signed: identifiers and times, nobody by name.',
  requestBody: { required: true, content: json(api.WebhookMessage) },
  responses: { 204: { description: 'taken; any 2xx will do' }, 410: { description: 'nobody listens here any more' } },
};
const tryOut: Json = {
  summary: 'Sent when somebody tries a webhook, signed like the others; about nothing.',
  requestBody: { required: true, content: json(api.WebhookTestMessage) },
  responses: { 204: { description: 'taken; any 2xx will do' } },
};

/** The document of `endpoints`, which include the one that serves it. */
export function openApiDocument(endpoints: readonly Endpoint[], publicUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const one of endpoints) {
    const path = one.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [one.method.toLowerCase()]: operation(one) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Vis-à-vis appointments', version: '1' },
    servers: [{ url: publicUrl }],
    paths,
    webhooks: {
      ...Object.fromEntries(api.webhookEvents.map((event) => [event, { post: news }])),
      'webhook.test': { post: tryOut },
    },
    components: {
      schemas: Object.fromEntries(Object.entries(namedSchemas).map(([name, schema]) => [name, jsonSchema(schema)])),
      examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: keyText },
        session: { type: 'apiKey', in: 'cookie', name: sessionCookieName(publicUrl) },
      },
    },
  };
}

/** All of `endpoints`, and `GET /api/openapi.json` that describes them and itself. */
export function withOpenApi(endpoints: readonly Endpoint[], publicUrl: string): Endpoint[] {
  const all = [...endpoints];
  let document: Json | undefined;
  all.push(
    endpoint({
      method: 'GET',
      path: '/api/openapi.json',
      summary: 'This document.',
      access: 'anybody',
      status: 200,
      answer: v.record(v.string(), v.unknown()),
      errors: [],
      handle: async () => {
        document ??= openApiDocument(all, publicUrl);
        return document;
      },
    }),
  );
  return all;
}
