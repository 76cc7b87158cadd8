/** Which file imports which: read from the syntax, static and dynamic, values and types. */
import { posix } from 'node:path';
import { parse, type SourceFile, syntax, walk } from './source-tree.ts';

export interface Import {
  /** As written, without a query (`?worker&url`). */
  specifier: string;
  /** For relative ones the path from the root of the repository, else undefined. */
  target: string | undefined;
  /** Nothing of it is left at run time. */
  typeOnly: boolean;
}

function read(file: SourceFile): { specifier: string; typeOnly: boolean }[] {
  const { module } = parse(file);
  const found = module.staticImports.map(({ moduleRequest, entries }) => ({
    specifier: moduleRequest.value,
    typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
  }));
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) {
      if (moduleRequest) found.push({ specifier: moduleRequest.value, typeOnly: isType });
    }
  }
  walk(syntax(file), (node) => {
    if (node.type !== 'ImportExpression' && node.type !== 'TSImportType') return;
    const { source } = node;
    if (typeof source !== 'object' || source === null || !('value' in source)) return;
    if (typeof source.value === 'string') {
      found.push({ specifier: source.value, typeOnly: node.type === 'TSImportType' });
    }
  });
  return found;
}

/** All imports of `file`. A dynamic import of something computed cannot be read and is left out. */
export function importsOf(file: SourceFile): Import[] {
  return read(file).map(({ specifier: written, typeOnly }) => {
    const specifier = written.replace(/\?.*$/, '');
    const target = specifier.startsWith('.') ? posix.join(posix.dirname(file.path), specifier) : undefined;
    return { specifier, target, typeOnly };
  });
}

/** The package a bare specifier belongs to: `preact/hooks` → `preact`. */
export function packageOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}
