/** Holds a manifest to the Kubernetes API: types and required fields by its OpenAPI schema, and no field that it does not know. */
import { at, isMapping, type Mapping } from './read-yaml.ts';

/** A fault, and where. */
export interface SchemaFault {
  where: string;
  problem: string;
}

interface SchemaError {
  instancePath: string;
  message?: string;
  params: object;
}
interface Validate {
  (value: unknown): boolean;
  errors?: SchemaError[] | null;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `apps/v1`, `Deployment` → the name of its schema. */
function schemaName(apiVersion: string, kind: string): string {
  const [version = '', group = 'core'] = apiVersion.split('/').reverse();
  return `IoK8sApi${capital(group.split('.')[0] ?? '')}${capital(version)}${kind}`;
}

async function validatorOf(manifest: Mapping): Promise<Validate | undefined> {
  const name = schemaName(String(manifest.apiVersion), String(manifest.kind));
  try {
    const module: { validate: Validate } = await import(`kubernetes-models/_schemas/${name}`);
    return module.validate;
  } catch {
    return undefined;
  }
}

/**
 * The compiled schemas accept unknown fields, but they look only at the fields that they know. So whatever a validation
 * never looked at is unknown.
 */
function watched(value: unknown, where: string, seen: Set<string>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get(target, key, receiver) {
      const found: unknown = Reflect.get(target, key, receiver);
      if (typeof key !== 'string' || !Object.hasOwn(target, key)) return found;
      seen.add(`${where}/${key}`);
      return watched(found, `${where}/${key}`, seen);
    },
  });
}

function unseen(value: unknown, where: string, seen: ReadonlySet<string>): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const place = `${where}/${key}`;
    return seen.has(place) ? unseen(child, place, seen) : [place];
  });
}

/** What is wrong with one manifest; empty is good. */
export async function schemaFaults(manifest: Mapping): Promise<SchemaFault[]> {
  const name = `${manifest.kind} ${at(manifest, 'metadata', 'name')}`;
  const validate = await validatorOf(manifest);
  if (!validate) return [{ where: name, problem: 'no such kind in this version of the API' }];
  if (!isMapping(manifest.metadata)) return [{ where: name, problem: 'no metadata' }];
  const seen = new Set<string>();
  const isValid = validate(watched(manifest, '', seen));
  const errors = isValid ? [] : (validate.errors ?? []);
  return [
    ...errors.map(({ instancePath, params }) => ({
      where: name,
      problem: `${instancePath} ${JSON.stringify(params)}`,
    })),
    ...unseen(manifest, '', seen).map((place) => ({ where: name, problem: `${place} is not a field` })),
  ];
}
