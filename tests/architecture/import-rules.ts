/** The import table of the house, and the directions inside a service. */
import { type Import, importsOf, packageOf } from './imports.ts';
import { type Finding, isCode, type SourceFile } from './source-tree.ts';

/** What a workspace may import besides its own files. `own`: every dependency that its package.json names. */
interface Room {
  folder: string;
  may: readonly string[];
  /** Workspaces of which it may know the types and nothing else. */
  mayKnow?: readonly string[];
}

/** Loaded by `trace-otel.ts`, and only where traces are wanted. */
const openTelemetry = ['api', 'core', 'exporter-trace-otlp-http', 'resources', 'sdk-trace'].map(
  (name) => `@opentelemetry/${name}`,
);

export const rooms: readonly Room[] = [
  { folder: 'shared', may: ['valibot'] },
  {
    folder: 'services/runtime',
    may: ['node:', 'fastify', '@fastify/proxy-addr', 'pino', 'prom-client', 'valibot', ...openTelemetry],
  },
  { folder: 'services/signalling', may: ['node:', 'own', '@visavis/shared', '@visavis/runtime'] },
  { folder: 'services/pages', may: ['node:', 'own', '@visavis/shared', '@visavis/runtime'] },
  { folder: 'services/appointments', may: ['node:', 'own', '@visavis/shared', '@visavis/runtime', '@visavis/pages'] },
  { folder: 'services/turn', may: ['node:', 'own', '@visavis/runtime'] },
  {
    folder: 'services/standalone',
    may: [
      ...['node:', 'own', '@visavis/shared', '@visavis/runtime', '@visavis/pages'],
      ...['@visavis/signalling', '@visavis/appointments'],
    ],
  },
  {
    // It examines the services from outside: of them it may know what can be set and how to reach it, not what they do.
    folder: 'services/doctor',
    may: [
      ...['node:', 'own', '@visavis/shared', '@visavis/runtime', '@visavis/pages', '@visavis/turn'],
      ...['config', 'redis-link', 'redis-place', 'redis-settings', 'turn-regions'].map(
        (file) => `@visavis/signalling/${file}.ts`,
      ),
      ...['config', 'database', 'organisations', 'portal-config', 'sign-in-config', 'smtp-url'].map(
        (file) => `@visavis/appointments/${file}.ts`,
      ),
    ],
  },
  { folder: 'services/synthetic', may: ['node:', 'own', '@visavis/shared', '@visavis/runtime'] },
  { folder: 'clients/api', may: ['own'] },
  { folder: 'clients/call', may: ['@noble/curves', 'simple-peer', 'valibot', '@visavis/shared'] },
  {
    // Of the engine it may run what a tool brings along when it is opened, and nothing of calls themselves.
    folder: 'clients/ui',
    may: ['own', '@visavis/shared', '@visavis/call/files/index.ts'],
    mayKnow: ['@visavis/call'],
  },
  { folder: 'clients/guest', may: ['own', 'valibot', '@visavis/ui', '@visavis/call', '@visavis/shared'] },
  { folder: 'clients/book', may: ['own', 'valibot', '@visavis/ui', '@visavis/shared'] },
  { folder: 'clients/advisor', may: ['own', 'valibot', '@visavis/ui', '@visavis/call', '@visavis/shared'] },
];

const roomOf = (path: string): Room | undefined => rooms.find(({ folder }) => path.startsWith(`${folder}/`));

function ownDependencies(files: readonly SourceFile[], folder: string): string[] {
  const manifest = files.find(({ path }) => path === `${folder}/package.json`);
  const { dependencies = {}, optionalDependencies = {} } = manifest ? JSON.parse(manifest.text) : {};
  return [...Object.keys(dependencies), ...Object.keys(optionalDependencies)];
}

function isAllowed(room: Room, { specifier, target, typeOnly }: Import, own: readonly string[]): boolean {
  if (target !== undefined) return target.startsWith(`${room.folder}/`);
  if (specifier.startsWith('node:')) return room.may.includes('node:');
  const name = packageOf(specifier);
  if (typeOnly && room.mayKnow?.includes(name)) return true;
  if (room.may.includes(specifier)) return true;
  return room.may.includes(name) || (room.may.includes('own') && own.includes(name) && !name.startsWith('@visavis/'));
}

/** Nobody imports what the table does not name, and nobody reaches into another workspace by a path. */
export function tableFindings(files: readonly SourceFile[]): Finding[] {
  return files.filter(isCode).flatMap((file) => {
    const room = roomOf(file.path);
    if (!room || file.path.endsWith('.config.ts')) return [];
    const own = ownDependencies(files, room.folder);
    return importsOf(file)
      .filter((found) => !isAllowed(room, found, own))
      .map(({ specifier }) => ({ path: file.path, problem: `may not import ${specifier}` }));
  });
}

/** One file, and one only, knows simple-peer. */
export function simplePeerFindings(files: readonly SourceFile[]): Finding[] {
  return files
    .filter((file) => isCode(file) && file.path.startsWith('clients/') && file.path !== 'clients/call/peer-simple.ts')
    .filter((file) =>
      importsOf(file).some(({ specifier, typeOnly }) => !typeOnly && packageOf(specifier) === 'simple-peer'),
    )
    .map(({ path }) => ({ path, problem: 'only peer-simple.ts imports simple-peer' }));
}

const floors = [['server'], ['app'], ['socket', 'routes'], ['connection'], ['session', 'room']];

/** How near to the process a file of a service stands; files that the drawing does not name stand anywhere. */
function floorOf(path: string): number | undefined {
  const [, , first = ''] = path.split('/');
  const floor = floors.findIndex((names) => names.includes(first.replace(/\.ts$/, '')));
  return floor === -1 ? undefined : floor;
}

const isServiceFile = ({ path }: SourceFile): boolean => /^services\/(signalling|appointments|standalone)\//.test(path);

/** Inside a service: server → app → {socket, routes} → connection → {session, room}, never back up. */
export function directionFindings(files: readonly SourceFile[]): Finding[] {
  return files
    .filter((file) => isCode(file) && isServiceFile(file))
    .flatMap((file) => {
      const floor = floorOf(file.path);
      if (floor === undefined) return [];
      return importsOf(file)
        .filter(({ target, typeOnly }) => target !== undefined && !typeOnly && (floorOf(target) ?? floor) < floor)
        .map(({ specifier }) => ({ path: file.path, problem: `may not import upwards: ${specifier}` }));
    });
}

/** `relay-bus-redis.ts` is an implementation of `relay-bus.ts`. */
function interfaceOf(path: string, paths: ReadonlySet<string>): string | undefined {
  const found = path.match(/^(.+)-(memory|redis|pglite|postgres|smtp|outbox)\.ts$/);
  return found && paths.has(`${found[1]}.ts`) ? found[1] : undefined;
}

/** Interfaces are for anyone; only what wires a process together picks implementations. */
export function implementationFindings(files: readonly SourceFile[]): Finding[] {
  const paths = new Set(files.map(({ path }) => path));
  return files
    .filter((file) => isCode(file) && isServiceFile(file))
    .flatMap((file) => {
      if (/\/(app|wiring|index)\.ts$/.test(file.path)) return [];
      return importsOf(file)
        .filter(({ target, typeOnly }) => {
          const prefix = target && !typeOnly ? interfaceOf(target, paths) : undefined;
          return prefix !== undefined && !file.path.startsWith(`${prefix}-`);
        })
        .map(({ specifier }) => ({ path: file.path, problem: `only app.ts picks an implementation: ${specifier}` }));
    });
}

/** No file needs itself at run time, however long the way round. */
export function cycleFindings(files: readonly SourceFile[]): Finding[] {
  const code = files.filter(isCode);
  const graph = new Map(
    code.map((file) => [
      file.path,
      importsOf(file).flatMap(({ target, typeOnly }) => (target === undefined || typeOnly ? [] : [target])),
    ]),
  );
  const reaches = (from: string, to: string, seen: Set<string>): boolean =>
    (graph.get(from) ?? []).some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, to, seen);
    });
  return code
    .filter(({ path }) => reaches(path, path, new Set()))
    .map(({ path }) => ({ path, problem: 'is part of an import cycle' }));
}
