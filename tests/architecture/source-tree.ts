/** The project's own files as the rules see them: path, text and, for code, its syntax. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';

/** A path from the root of the repository, with slashes, and what stands in the file. */
export interface SourceFile {
  path: string;
  text: string;
}

/** One broken rule: where, and what. */
export interface Finding {
  path: string;
  problem: string;
}

/** Any node of an ESTree or TypeScript syntax tree. */
export interface SyntaxNode {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

const generated = new Set(['node_modules', 'dist', '.types', 'data', 'test-results', '.git']);
const readable = /\.(tsx?|mjs|css|html|json|sh|md|sql|ya?ml|template)$/;

/** Every text file below `root` that people wrote. */
export function readTree(root: string, folder = ''): SourceFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return generated.has(entry.name) ? [] : readTree(root, path);
    return readable.test(entry.name) ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : [];
  });
}

export const isCode = ({ path }: SourceFile): boolean => /\.(tsx?|mjs)$/.test(path) && !path.endsWith('.d.ts');

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Calls `visit` for `node` and everything below it, with the parent. */
export function walk(
  node: SyntaxNode,
  visit: (node: SyntaxNode, parent: SyntaxNode | undefined) => void,
  parent?: SyntaxNode,
) {
  visit(node, parent);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, visit, node);
  }
}

const parsed = new Map<string, ReturnType<typeof parseSync>>();

/** The syntax of a file. A file that cannot be parsed is an error here: a rule that reads nothing would hold everywhere. */
export function parse(file: SourceFile): ReturnType<typeof parseSync> {
  const key = `${file.path}\n${file.text}`;
  const known = parsed.get(key);
  if (known) return known;
  const result = parseSync(file.path, file.text);
  if (result.errors.length > 0) throw new Error(`${file.path}: ${result.errors[0]?.message}`);
  parsed.set(key, result);
  return result;
}

/** The syntax tree of a file, as plain nodes. */
export function syntax(file: SourceFile): SyntaxNode {
  const { program } = parse(file);
  if (!isNode(program)) throw new Error(`${file.path}: no syntax tree`);
  return program;
}

/** Lines of text as people count them: a line end at the end begins no further line. */
export const lineCount = (text: string): number => text.replace(/\n$/, '').split('\n').length;
