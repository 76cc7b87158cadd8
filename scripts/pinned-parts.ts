/** Subresource integrity for what a page loads later: the loader of the parts gets the digest of each. */
import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';

const loader = /vite\/preload-helper/;
const sets = /(\w+)\.href = dep\.href;/;

/** What stands in the loader until all digests are known; one for each page, because pages may share a loader's name. */
const place = (page: string): string => `visavis pins of ${page}`;

/** For `integrity` of W3C SRI: SHA-256 is among the three that every browser knows, and the shortest; its name is the loader's to add. */
const digestOf = (content: Buffer): string => createHash('sha256').update(content).digest('base64');

/** The last five letters of what Vite made of a part's content and put into its name: few bytes, and no two parts share them. */
const mark = /.{5}(?=\.\w+$)/;

function markOf(part: string): string {
  const found = mark.exec(part)?.[0];
  if (found === undefined) throw new Error(`${part} has no mark of its content in its name`);
  return found;
}

/**
 * Makes the loader set `integrity` on every part: the browser keeps a module that it was told to preload, so the `import`
 * that follows gets the checked one or fails (HTML, "fetch a modulepreload module script graph").
 */
export function pinningLoader(page: string): Plugin {
  return {
    name: 'visavis:pinning-loader',
    transform: {
      order: 'post',
      handler(code, id) {
        if (!loader.test(id)) return null;
        if (!sets.test(code)) throw new Error('the loader of later parts has changed: look at scripts/pinned-parts.ts');
        const pins = `const pins = JSON.parse(${JSON.stringify(place(page))});`;
        const pin = `pins[${mark}.exec(dep.pathname)]`;
        const pinned = code.replace(sets, (set, link) => `if (${pin}) ${link}.integrity = 'sha256-' + ${pin};${set}`);
        return { code: `${pins}${pinned}`, map: null };
      },
    },
  };
}

/** A part names itself too when it is asked for, so that parts without further needs are pinned as well. */
export const withItself = (file: string, needs: string[], { hostType }: { hostType: 'html' | 'js' }): string[] =>
  hostType === 'js' ? [...new Set([file, ...needs])] : needs;

/**
 * Writes the digests into the page's loader; call it when the page is built and before anything is derived from its files.
 * @throws {Error} when there is not exactly one loader
 */
export async function pinParts(folder: string, page: string): Promise<void> {
  const names = globSync('assets/*.{js,css}', { cwd: folder });
  const contents = new Map<string, Buffer>();
  for (const name of names) contents.set(name, await readFile(join(folder, name)));
  const quoted = place(page);
  const loaders = [...contents].filter(([, content]) => content.includes(quoted));
  const [found] = loaders;
  if (loaders.length !== 1 || !found) throw new Error(`${loaders.length} loaders of later parts for ${page}`);
  const [name, content] = found;
  const document = await readFile(join(folder, page, 'index.html'), 'utf8');
  // What the document names is pinned there.
  const later = partsFrom(name, contents).filter((part) => !document.includes(part));
  if (new Set(later.map(markOf)).size < later.length)
    throw new Error(`two parts of ${page} share the end of their names`);
  const pins = Object.fromEntries(later.map((part) => [markOf(part), digestOf(contents.get(part) ?? Buffer.alloc(0))]));
  const literal = /(["'`])visavis pins of [a-z/]+\1/;
  await writeFile(
    join(folder, name),
    content.toString().replace(literal, () => `'${JSON.stringify(pins)}'`),
  );
}

/** Every part that can come to be loaded from `loader` on, by the names that the texts of the parts mention. */
function partsFrom(loader: string, contents: ReadonlyMap<string, Buffer>): string[] {
  const found = new Set([loader]);
  for (const part of found) {
    const text = contents.get(part)?.toString() ?? '';
    for (const other of contents.keys()) if (text.includes(basename(other))) found.add(other);
  }
  found.delete(loader);
  return [...found].toSorted();
}
