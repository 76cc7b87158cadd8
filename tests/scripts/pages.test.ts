/** The built pages: the same bytes wherever they are built, and every part pinned by its digest. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Building takes its time on a busy machine. */
const patience = 240_000;
const folders: string[] = [];
let here: string;
let elsewhere: string;

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'visavis-build-'));
  folders.push(folder);
  return folder;
}

const manifestOf = (folder: string): { dependencies?: Record<string, string> } =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** Packages that end up in pages, however deep. */
function packagesOf(workspaces: readonly string[]): Set<string> {
  const needs = (folder: string) => Object.keys(manifestOf(folder).dependencies ?? {});
  const found = new Set(workspaces.flatMap((room) => needs(join(root, room))));
  for (const name of found) {
    if (name.startsWith('@visavis/')) found.delete(name);
    else for (const next of needs(join(root, 'node_modules', name))) found.add(next);
  }
  return found;
}

/** The sources of the pages and what they load, in another place; the tools that build them are those of this one. */
function copyOfHouse(): string {
  const house = temporary();
  const modules = join(house, 'node_modules');
  const rooms = ['shared', ...readdirSync(join(root, 'clients')).map((name) => `clients/${name}`)];
  for (const part of [...rooms, 'scripts', 'package.json', 'vite.config.ts', 'tsconfig.base.json']) {
    cpSync(join(root, part), join(house, part), { recursive: true });
  }
  const withPackage = rooms.filter((room) => existsSync(join(root, room, 'package.json')));
  const copied = packagesOf(withPackage);
  for (const name of copied) cpSync(join(root, 'node_modules', name), join(modules, name), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (!existsSync(join(modules, name)) && name !== '@visavis')
      symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  mkdirSync(join(modules, '@visavis'));
  for (const room of withPackage) symlinkSync(join(house, room), join(modules, '@visavis', basename(room)));
  return house;
}

async function build(house: string): Promise<string> {
  const folder = temporary();
  const script = `const { buildPages } = await import('./scripts/pages.ts'); await buildPages(process.argv[1]);`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script, folder], { cwd: house });
  return folder;
}

const filesOf = (folder: string): string[] =>
  globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
const digest = (kind: 'sha256' | 'sha384', file: string): string =>
  `${kind}-${createHash(kind).update(readFileSync(file)).digest('base64')}`;

/** Of each later part the end of its name and its digest. */
const pinsOf = (loader: string) =>
  new Map(
    [...loader.matchAll(/"([\w-]{5})":"([A-Za-z0-9+/]{43}=)"/g)].map(([, mark = '', pin]) => [mark, `sha256-${pin}`]),
  );
const hasPins = (part: string): boolean => pinsOf(part).size > 0;

beforeAll(async () => {
  here = await build(root);
  elsewhere = await build(copyOfHouse());
}, patience);
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('the built pages', () => {
  it('are the same bytes when they are built in another place', () => {
    expect(filesOf(elsewhere)).toEqual(filesOf(here));
    const differing = filesOf(here).filter(
      (file) => !readFileSync(join(here, file)).equals(readFileSync(join(elsewhere, file))),
    );
    expect(differing).toEqual([]);
  });

  it('come with a manifest that names every file as it is', () => {
    const { files } = JSON.parse(readFileSync(join(here, 'release.json'), 'utf8'));
    for (const [file, expected] of Object.entries(files))
      expect([file, digest('sha384', join(here, file))]).toEqual([file, expected]);
    const delivered = filesOf(here).filter((file) => /\.(js|css|html|svg|woff2)$/.test(file));
    expect(Object.keys(files)).toEqual(delivered);
  });

  it.each(['guest', 'advisor'])('pin whatever the page of the %s loads, at once or later', (page) => {
    const html = readFileSync(join(here, page, 'index.html'), 'utf8');
    const pinned = new Map<string, string>();
    for (const [tag, address = ''] of html.matchAll(
      /<(?:script|link)\b[^>]*?\b(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"[^>]*>/g,
    )) {
      pinned.set(address, /integrity="([^"]+)"/.exec(tag)?.[1] ?? 'none');
      expect(pinned.get(address)).toBe(digest('sha384', join(here, address)));
    }
    const loaders = [...pinned.keys()].map((file) => readFileSync(join(here, file), 'utf8')).filter(hasPins);
    expect(loaders).toHaveLength(1);
    const pins = pinsOf(loaders[0] ?? '');
    for (const file of filesOf(here).filter((name) => /^assets\/.*\.(js|css)$/.test(name))) {
      const pin = pins.get(/.{5}(?=\.\w+$)/.exec(file)?.[0] ?? '');
      if (pin === digest('sha256', join(here, file))) pinned.set(file, pin);
    }
    const named = [...pinned.keys()].flatMap((file) =>
      file.endsWith('.js')
        ? [...readFileSync(join(here, file), 'utf8').matchAll(/["'`](?:\.\/|assets\/)([\w.-]+\.(?:js|css))["'`]/g)]
        : [],
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.map(([, name]) => `assets/${name}`).filter((file) => !pinned.has(file))).toEqual([]);
  });
});
