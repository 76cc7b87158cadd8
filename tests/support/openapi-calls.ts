/** Calls every route of the appointments service as its OpenAPI document shows it, and holds the answer to what is documented. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as v from 'valibot';
import * as s from '../../services/appointments/openapi-examples/samples.ts';
import type { TestApp } from './appointments-app.ts';
import { type ExampleWorld, type Prepared, preparations, setUp, tidy } from './openapi-worlds.ts';

const Content = v.record(
  v.string(),
  v.object({
    schema: v.record(v.string(), v.unknown()),
    examples: v.optional(v.object({ one: v.optional(v.object({ $ref: v.string() })) })),
  }),
);
const Operation = v.object({
  security: v.array(v.unknown()),
  parameters: v.array(
    v.object({ name: v.string(), in: v.picklist(['path', 'query']), example: v.optional(v.string()) }),
  ),
  requestBody: v.optional(v.object({ content: Content })),
  responses: v.record(v.string(), v.object({ content: v.optional(Content) })),
});
const Document = v.object({
  paths: v.record(v.string(), v.record(v.string(), Operation)),
  components: v.object({
    schemas: v.record(v.string(), v.unknown()),
    examples: v.record(v.string(), v.object({ value: v.unknown() })),
  }),
});
type Operation = v.InferOutput<typeof Operation>;
type Document = v.InferOutput<typeof Document>;

/** What stands in the document, with what is there in the place of what it names. */
function real(text: string, { values = {} }: Prepared): string {
  return Object.entries(values).reduce((left, [example, value]) => left.replaceAll(example, value), text);
}

function urlOf(path: string, { parameters }: Operation, prepared: Prepared): string {
  const shown = (place: string) => parameters.filter((one) => one.in === place && one.example !== undefined);
  const filled = shown('path').reduce((left, one) => left.replace(`{${one.name}}`, one.example ?? ''), path);
  const query = new URLSearchParams(shown('query').map((one) => [one.name, one.example ?? '']));
  return real(`${filled}${query.size === 0 ? '' : `?${query}`}`, prepared);
}

/** The example of the body, as JSON; undefined for a route that takes none. */
function bodyOf({ requestBody }: Operation, document: Document, prepared: Prepared): unknown {
  const value = shownIn(requestBody?.content, document);
  if (value === undefined) return undefined;
  return {
    ...v.parse(v.record(v.string(), v.unknown()), JSON.parse(real(JSON.stringify(value), prepared))),
    ...prepared.body,
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Of these the keys are tables and columns, of which an example shows some. */
const byName = /\.(fields|records\[\]|deleted)$/;

/** Fields that only one of both has, or that are something else there; null stands for anything, and of a list the first entry for all. */
function unlike(example: unknown, answer: unknown, place = ''): string[] {
  if (example === null || answer === null) return [];
  if (Array.isArray(example) && Array.isArray(answer)) {
    return example.length === 0 || answer.length === 0 ? [] : unlike(example[0], answer[0], `${place}[]`);
  }
  if (isObject(example) && isObject(answer)) {
    if (byName.test(place)) return [];
    return [...new Set([...Object.keys(example), ...Object.keys(answer)])].flatMap((key) => {
      const whole = `${place}.${key}`;
      if (!(key in example)) return [`${whole} is only answered`];
      return key in answer ? unlike(example[key], answer[key], whole) : [`${whole} is only shown`];
    });
  }
  return typeof example === typeof answer ? [] : [`${place} is no ${typeof example}`];
}

/** The example that a body shows, if any. */
function shownIn(content: v.InferOutput<typeof Content> | undefined, document: Document): unknown {
  const reference = content?.['application/json']?.examples?.one?.$ref;
  return reference === undefined ? undefined : document.components.examples[reference.split('/').at(-1) ?? '']?.value;
}

/** What is wrong with an answer; nothing when it is one of those documented for success. */
function faultsOf(
  ajv: Ajv2020,
  document: Document,
  { responses }: Operation,
  answer: Awaited<ReturnType<TestApp['send']>>,
): readonly unknown[] {
  const { content } = responses[answer.status] ?? {};
  const [type, one] = Object.entries(content ?? {})[0] ?? [];
  if (!(answer.status in responses) || answer.status >= 400) return [answer.status, answer.text];
  if (type === undefined || one === undefined) return answer.text === '' ? [] : ['a body where none is documented'];
  if (!String(answer.headers['content-type']).startsWith(type)) return [answer.headers['content-type']];
  const reference = one.schema.$ref;
  const schema = typeof reference === 'string' ? { $ref: `document${reference}` } : one.schema;
  const read = type === 'application/json' ? answer.body : answer.text;
  if (!ajv.validate(schema, read)) return ajv.errors ?? ['no errors told'];
  const example = shownIn(content, document);
  return example === undefined ? [] : unlike(example, read);
}

/** Routes that do not answer their own example as documented, with what was wrong; and how many were called. */
export async function callByExamples(world: ExampleWorld, served: unknown) {
  const { test } = world;
  const document = v.parse(Document, served);
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'document', components: document.components });
  const wrong: [route: string, ...faults: unknown[]][] = [];
  let called = 0;
  await setUp(world);
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const route = `${method.toUpperCase()} ${path}`;
      called += 1;
      await tidy(world);
      const prepared = (await preparations[route]?.(world)) ?? {};
      const headers: Record<string, string> = operation.security.length === 0 ? {} : { authorization: test.bearer };
      const body = bodyOf(operation, document, prepared);
      // An address of its own, so that no call takes another's room below a limit.
      const address = `203.0.113.${called}`;
      const url = urlOf(path, operation, prepared);
      const answer = await test.send(v.parse(Method, method.toUpperCase()), url, body, { headers, address });
      const faults = faultsOf(ajv, document, operation, answer);
      if (faults.length > 0) wrong.push([route, ...faults]);
    }
  }
  return { called, wrong };
}

const Method = v.picklist(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** The moment of the examples: their appointment is the day after tomorrow. */
export const exampleNow = s.now;
