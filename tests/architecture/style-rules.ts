/** Sizes, names, opening sentences and the words that have no place in this house. */
import { basename } from 'node:path';
import {
  type Finding,
  isCode,
  lineCount,
  parse,
  type SourceFile,
  type SyntaxNode,
  syntax,
  walk,
} from './source-tree.ts';

const maxFileLines = 250;
const maxFunctionLines = 50;
const found = (path: string, problem: string): Finding => ({ path, problem });

/** A file is one idea: 250 lines at most, style sheets too. */
export const fileSizeFindings = (files: readonly SourceFile[]): Finding[] =>
  files
    .filter((file) => (isCode(file) || /\.(css|sh)$/.test(file.path)) && lineCount(file.text) > maxFileLines)
    .map(({ path, text }) => found(path, `${lineCount(text)} lines, ${maxFileLines} at most`));

const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** `describe(...)` groups tests; its callback is not a thing that runs. */
function isTestGroup(parent: SyntaxNode | undefined): boolean {
  if (parent?.type !== 'CallExpression') return false;
  const { callee } = parent;
  return JSON.stringify(callee ?? '').includes('"name":"describe"');
}

/** A function fits a screen. */
export function functionSizeFindings(files: readonly SourceFile[]): Finding[] {
  return files.filter(isCode).flatMap((file) => {
    const findings: Finding[] = [];
    walk(syntax(file), (node, parent) => {
      if (!functions.has(node.type) || isTestGroup(parent)) return;
      const lines = lineCount(file.text.slice(node.start, node.end));
      const at = lineCount(file.text.slice(0, node.start));
      if (lines > maxFunctionLines) findings.push(found(file.path, `line ${at}: a function of ${lines} lines`));
    });
    return findings;
  });
}

const vagueName = /^(utils?|helpers?|common|manager|misc|service)\b|[-.](utils?|helpers?|common|manager)\./i;

/** Names say what a thing is; kebab-case. */
export const nameFindings = (files: readonly SourceFile[]): Finding[] =>
  files
    .filter((file) => isCode(file) || file.path.endsWith('.css'))
    .flatMap(({ path }) => {
      const name = basename(path);
      if (vagueName.test(name)) return [found(path, 'a name that says nothing')];
      return /^[a-z0-9]+([.-][a-z0-9]+)*$/.test(name) ? [] : [found(path, 'names are in kebab-case')];
    });

const opening: Record<string, RegExp> = {
  ts: /^(#![^\n]*\n)?\/\*\*\s[\s\S]{20,}?\*\//,
  tsx: /^\/\*\*\s[\s\S]{20,}?\*\//,
  mjs: /^(#![^\n]*\n)?\/\*\*\s[\s\S]{20,}?\*\//,
  css: /^\/\*\s[\s\S]{20,}?\*\//,
  sh: /^#![^\n]*\n# \S[^\n]{20,}/,
};

/** Every file opens with a sentence: what this room is for. */
export const openingFindings = (files: readonly SourceFile[]): Finding[] =>
  files
    .filter(({ path }) => {
      const pattern = opening[path.split('.').at(-1) ?? ''];
      return pattern !== undefined && !path.endsWith('.d.ts');
    })
    .filter(({ path, text }) => !opening[path.split('.').at(-1) ?? '']?.test(text))
    .map(({ path }) => found(path, 'opens without a sentence that says what it is for'));

const isTest = (path: string): boolean => path.startsWith('tests/');
const isScript = (path: string): boolean => path.startsWith('scripts/');
const mayReadEnvironment = (path: string): boolean =>
  isTest(path) || isScript(path) || path.endsWith('.config.ts') || path.endsWith('/server.ts') || isCommand(path);
/** Commands that people run by hand, named in package.json. */
const isCommand = (path: string): boolean => /^services\/[^/]+\/(key|doctor|probe)\.ts$/.test(path);

/** The name of `object`'s member that `node` reads, however it is written; undefined when it reads none. */
function memberOf(node: SyntaxNode, object: string): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const field = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  if (field(node.object, 'name') !== object) return undefined;
  return String(field(node.property, 'name') ?? field(node.property, 'value'));
}

/** process.env belongs to server.ts, console to commands and to the start of a process. */
export function globalFindings(files: readonly SourceFile[]): Finding[] {
  return files.filter(isCode).flatMap((file) => {
    const findings: Finding[] = [];
    walk(syntax(file), (node) => {
      if (memberOf(node, 'process') === 'env' && !mayReadEnvironment(file.path)) {
        findings.push(found(file.path, 'process.env outside server.ts'));
      }
      const speaks =
        isScript(file.path) ||
        file.path.endsWith('/server.ts') ||
        isCommand(file.path) ||
        file.path.startsWith('tests/bench/');
      if (memberOf(node, 'console') && !speaks)
        findings.push(found(file.path, 'console outside scripts and server.ts'));
    });
    return findings;
  });
}

const testSwitch = /\b(?:it|test|describe)(?:\.\w+)*\.(only|skip|todo|fixme)\b/;
const phrases: { pattern: RegExp; problem: string; where: (path: string) => boolean }[] = [
  { pattern: /JSON\.parse\([^)]*\)\s*as\s/, problem: 'a cast at a boundary: parse, do not cast', where: () => true },
  { pattern: testSwitch, problem: 'a test switched off or focused', where: isTest },
  {
    pattern: /stuns?:[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|net|org|io)\b/,
    problem: 'a STUN server of a third party',
    where: () => true,
  },
  { pattern: /\b(waitForTimeout\(|setTimeout\([^,()]*,\s*[0-9_]{3,}\))/, problem: 'a sleep in a test', where: isTest },
];

/** Left-over marks in comments, casts, sleeps, switched-off tests, other people's servers. */
export function phraseFindings(files: readonly SourceFile[]): Finding[] {
  return files
    .filter((file) => isCode(file) && !file.path.startsWith('tests/architecture'))
    .flatMap((file) => {
      const marks = parse(file).comments.filter(({ value }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(value));
      return [
        ...marks.map(() => found(file.path, 'a left-over mark in a comment')),
        ...phrases
          .filter(({ pattern, where }) => where(file.path) && pattern.test(file.text))
          .map(({ problem }) => found(file.path, problem)),
      ];
    });
}
