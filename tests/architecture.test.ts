/** The drawing of the house, held: imports, directions, sizes, names and words. Every rule is shown a fault first. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as imports from './architecture/import-rules.ts';
import * as manifests from './architecture/manifest-rules.ts';
import { type Finding, readTree, type SourceFile } from './architecture/source-tree.ts';
import * as style from './architecture/style-rules.ts';

const tree = readTree(fileURLToPath(new URL('..', import.meta.url)));
const file = (path: string, text: string): SourceFile => ({ path, text });
const manifest = (folder: string, dependencies: object) =>
  file(`${folder}/package.json`, JSON.stringify({ dependencies }));
const lines = (count: number) => Array.from({ length: count }, (_, line) => `call(${line});`).join('\n');

interface Rule {
  title: string;
  check: (files: readonly SourceFile[]) => Finding[];
  /** Files that break the rule, each in its own way. */
  faults: SourceFile[][];
  /** Looks similar and is right. */
  right: SourceFile[];
}

const rules: Rule[] = [
  {
    title: 'imports only what the table names',
    check: imports.tableFindings,
    faults: [
      [file('shared/a.ts', "import { join } from 'node:path';")],
      [file('services/signalling/a.ts', "import type { A } from '@visavis/appointments';")],
      [file('services/signalling/a.ts', "export * from '../appointments/app.ts';")],
      [file('services/signalling/a.ts', "await import('left-pad');")],
      [file('services/turn/a.ts', "type A = import('pino').Logger;")],
      [file('services/doctor/a.ts', "import { registerSignalling } from '@visavis/signalling';")],
      [file('clients/ui/a.ts', "import { createCall } from '@visavis/call';")],
      [file('clients/guest/a.tsx', "import '@visavis/advisor/main.tsx';")],
      [
        manifest('clients/guest', { '@visavis/advisor': '1.0.0' }),
        file('clients/guest/a.ts', "import '@visavis/advisor';"),
      ],
    ],
    right: [
      manifest('services/signalling', { jose: '1.0.0' }),
      file(
        'services/signalling/a.ts',
        "import 'node:fs'; import 'jose/errors'; import './b.ts'; import '@visavis/shared';",
      ),
      file('clients/ui/a.ts', "import type { Call } from '@visavis/call';"),
      file('services/doctor/a.ts', "import { signallingSettings } from '@visavis/signalling/config.ts';"),
    ],
  },
  {
    title: 'knows simple-peer in one file only',
    check: imports.simplePeerFindings,
    faults: [[file('clients/call/call.ts', "import Peer from 'simple-peer';")]],
    right: [file('clients/call/peer-simple.ts', "import Peer from 'simple-peer';")],
  },
  {
    title: 'goes one way inside a service',
    check: imports.directionFindings,
    faults: [
      [file('services/signalling/room.ts', "import { x } from './connection.ts';")],
      [file('services/appointments/routes/a.ts', "import { app } from '../app.ts';")],
    ],
    right: [
      file(
        'services/signalling/connection.ts',
        "import './room.ts'; import './ice.ts'; import type { A } from './app.ts';",
      ),
    ],
  },
  {
    title: 'picks implementations in app.ts only',
    check: imports.implementationFindings,
    faults: [
      [
        file('services/signalling/relay-bus.ts', ''),
        file('services/signalling/relay-bus-redis.ts', ''),
        file('services/signalling/room.ts', "import './relay-bus-redis.ts';"),
      ],
    ],
    right: [
      file('services/signalling/relay-bus.ts', ''),
      file('services/signalling/relay-bus-redis.ts', "import './relay-bus.ts'; import './relay-bus-redis-script.ts';"),
      file('services/signalling/app.ts', "import './relay-bus-redis.ts';"),
    ],
  },
  {
    title: 'has no import cycle',
    check: imports.cycleFindings,
    faults: [
      [
        file('shared/a.ts', "import './b.ts';"),
        file('shared/b.ts', "export * from './c.ts';"),
        file('shared/c.ts', "import './a.ts';"),
      ],
    ],
    right: [file('shared/a.ts', "import './b.ts';"), file('shared/b.ts', "import type { A } from './a.ts';")],
  },
  {
    title: 'keeps files to 250 lines',
    check: style.fileSizeFindings,
    faults: [[file('shared/a.ts', lines(251))], [file('clients/ui/a.css', `${'a{}\n'.repeat(251)}`)]],
    right: [file('shared/a.ts', `${lines(250)}\n`)],
  },
  {
    title: 'keeps functions to 50 lines',
    check: style.functionSizeFindings,
    faults: [
      [file('shared/a.ts', `function f() {\n${lines(49)}\n}`)],
      [file('shared/a.ts', `const f = () => {\n${lines(49)}\n};`)],
      [file('shared/a.ts', `class A { f() {\n${lines(49)}\n} }`)],
    ],
    right: [
      file('shared/a.ts', `function f() {\n${lines(48)}\n}`),
      file('tests/a.test.ts', `describe('a', () => {\n${lines(90)}\n});`),
    ],
  },
  {
    title: 'names files for what they are',
    check: style.nameFindings,
    faults: [[file('shared/utils.ts', '')], [file('shared/date-helpers.ts', '')], [file('shared/CallManager.ts', '')]],
    right: [file('shared/close-codes.ts', ''), file('shared/a.test.ts', '')],
  },
  {
    title: 'opens every file with a sentence',
    check: style.openingFindings,
    faults: [
      [file('shared/a.ts', "import 'valibot';")],
      [file('clients/ui/a.css', 'a {}')],
      [file('scripts/a.sh', '#!/bin/sh\necho')],
    ],
    right: [file('shared/a.ts', '/** What both ends of a wire agree on. */\n'), file('shared/a.d.ts', '')],
  },
  {
    title: 'reads the environment in server.ts and speaks to the console in commands',
    check: style.globalFindings,
    faults: [
      [file('services/signalling/app.ts', 'const port = process.env.PORT;')],
      [file('services/signalling/app.ts', "const { env } = { env: process['env'] };")],
      [file('clients/call/call.ts', "console.log('here');")],
    ],
    right: [
      file('services/signalling/server.ts', 'console.log(process.env.PORT);'),
      file('shared/a.ts', 'process.exit(0);'),
    ],
  },
  {
    title: 'leaves no marks, casts, sleeps, switched-off tests or foreign servers',
    check: style.phraseFindings,
    faults: [
      [file('shared/a.ts', '// TODO later')],
      [file('shared/a.ts', 'const x = JSON.parse(text) as Message;')],
      [file('tests/a.test.ts', "it.skip('closes', () => {});")],
      [file('tests/a.spec.ts', "test.describe.only('closes', () => {});")],
      [file('tests/a.test.ts', 'await new Promise((done) => setTimeout(done, 500));')],
      [file('clients/call/a.ts', "const urls = ['stun:stun.l.example.com:19302'];")],
    ],
    right: [file('shared/a.ts', "const x = JSON.parse(text); const word = 'todo'; setTimeout(end, 3000);")],
  },
  {
    title: 'names exact versions',
    check: manifests.versionFindings,
    faults: [[manifest('shared', { valibot: '^1.0.0' })], [manifest('shared', { valibot: 'latest' })]],
    right: [manifest('shared', { valibot: '1.5.0' })],
  },
  {
    title: 'names no registry in the lockfile',
    check: manifests.lockfileFindings,
    faults: [
      [
        file(
          'package-lock.json',
          JSON.stringify({ packages: { 'node_modules/a': { resolved: 'https://registry.example/a.tgz' } } }),
        ),
      ],
    ],
    right: [
      file('package-lock.json', JSON.stringify({ packages: { 'node_modules/a': { resolved: 'shared', link: true } } })),
    ],
  },
];

describe.each(rules)('the house $title', ({ check, faults, right }) => {
  it.each(faults.map((files) => [files]))('and a fault is found', (files) => {
    expect(check(files)).not.toEqual([]);
  });

  it('and what is right passes', () => {
    expect(check(right)).toEqual([]);
  });

  it('in every file of this repository', () => {
    expect(check(tree)).toEqual([]);
  });
});

it('reads the whole house', () => {
  for (const { folder } of imports.rooms) expect(tree.some(({ path }) => path.startsWith(`${folder}/`))).toBe(true);
});
