/** Writes TypeScript types from our OpenAPI document, in the shape that openapi-fetch reads (`paths`, `components`). */
import * as v from 'valibot';

/** As much of JSON Schema as the document uses; anything else is an error here, so that no type says less than the document. */
interface Schema {
  $ref?: string;
  const?: string | number | boolean | null;
  enum?: (string | number | boolean | null)[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  type?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
}

const Schema: v.GenericSchema<Schema> = v.looseObject({
  $ref: v.optional(v.string()),
  const: v.optional(v.nullable(v.union([v.string(), v.number(), v.boolean()]))),
  enum: v.optional(v.array(v.nullable(v.union([v.string(), v.number(), v.boolean()])))),
  anyOf: v.optional(v.array(v.lazy(() => Schema))),
  oneOf: v.optional(v.array(v.lazy(() => Schema))),
  type: v.optional(v.string()),
  items: v.optional(v.lazy(() => Schema)),
  properties: v.optional(
    v.record(
      v.string(),
      v.lazy(() => Schema),
    ),
  ),
  required: v.optional(v.array(v.string())),
  additionalProperties: v.optional(v.union([v.boolean(), v.lazy(() => Schema)])),
});
const Content = v.record(v.string(), v.object({ schema: Schema }));
const Operation = v.object({
  summary: v.string(),
  parameters: v.array(
    v.object({ name: v.string(), in: v.picklist(['path', 'query']), required: v.boolean(), schema: Schema }),
  ),
  requestBody: v.optional(v.object({ content: Content })),
  responses: v.record(v.string(), v.object({ content: v.optional(Content) })),
});
type Operation = v.InferOutput<typeof Operation>;
const Document = v.object({
  paths: v.record(v.string(), v.record(v.string(), Operation)),
  components: v.object({ schemas: v.record(v.string(), Schema) }),
});

const literal = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : String(value);
const keyOf = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name));
const union = (parts: string[]): string => [...new Set(parts)].join(' | ');

function objectType({ properties, required = [], additionalProperties }: Schema): string {
  if (properties === undefined) {
    const values = typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown';
    return `Record<string, ${values}>`;
  }
  const fields = Object.entries(properties).map(
    ([name, schema]) => `${keyOf(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema)}`,
  );
  return fields.length === 0 ? 'Record<string, never>' : `{ ${fields.join('; ')} }`;
}

/** @throws {Error} for a schema in words that this does not know */
function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) {
    return `components['schemas'][${literal(schema.$ref.replace('#/components/schemas/', ''))}]`;
  }
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum) return union(schema.enum.map(literal));
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return union(choice.map(typeOf));
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    case 'number':
    case 'integer':
      return 'number';
    case 'array':
      return `Array<${typeOf(schema.items ?? {})}>`;
    case 'object':
      return objectType(schema);
    case undefined:
      return Object.keys(schema).length === 0 ? 'unknown' : refuse(schema);
    default:
      return refuse(schema);
  }
}

function refuse(schema: Schema): never {
  throw new Error(`no type for ${JSON.stringify(schema).slice(0, 200)}`);
}

/** `{id: string}`, or `never` without any; optional where nothing in it is needed. */
function parameterField({ parameters }: Operation, place: 'path' | 'query'): string {
  const here = parameters.filter((one) => one.in === place);
  if (here.length === 0) return `${place}?: never`;
  const fields = here.map(({ name, required, schema }) => `${keyOf(name)}${required ? '' : '?'}: ${typeOf(schema)}`);
  return `${place}${here.some(({ required }) => required) ? '' : '?'}: { ${fields.join('; ')} }`;
}

const mediaType = (content: v.InferOutput<typeof Content> | undefined): string => {
  const kinds = Object.entries(content ?? {}).map(([kind, { schema }]) => `${literal(kind)}: ${typeOf(schema)}`);
  return kinds.length === 0 ? '{ content?: never }' : `{ content: { ${kinds.join('; ')} } }`;
};

function operationLines(method: string, operation: Operation): string[] {
  const { requestBody, responses, summary } = operation;
  const answers = Object.entries(responses).map(([status, { content }]) => `        ${status}: ${mediaType(content)};`);
  return [
    `    /** ${summary.replaceAll('*/', '*')} */`,
    `    ${method}: {`,
    `      parameters: { ${parameterField(operation, 'path')}; ${parameterField(operation, 'query')} };`,
    requestBody ? `      requestBody: ${mediaType(requestBody.content)};` : '      requestBody?: never;',
    '      responses: {',
    ...answers,
    '      };',
    '    };',
  ];
}

/** The whole file, with a line end. @throws {Error} when the document says something that has no type here */
export function openApiTypes(document: unknown): string {
  const { paths, components } = v.parse(Document, document);
  const named = Object.entries(components.schemas).map(([name, schema]) => `    ${keyOf(name)}: ${typeOf(schema)};`);
  const routes = Object.entries(paths).flatMap(([path, methods]) => [
    `  ${literal(path)}: {`,
    ...Object.entries(methods).flatMap(([method, operation]) => operationLines(method, operation)),
    '  };',
  ]);
  return [
    '/** The HTTP interface in types: made from the OpenAPI document by `npm run client`. Not to be changed by hand. */',
    'export interface paths {',
    ...routes,
    '}',
    'export interface components {',
    '  schemas: {',
    ...named,
    '  };',
    '}',
    '',
  ].join('\n');
}
