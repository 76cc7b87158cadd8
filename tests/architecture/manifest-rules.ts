/** What package.json files and the lockfile may say: exact versions, and no registry but the default one. */
import type { Finding, SourceFile } from './source-tree.ts';

const fields = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;

/** A fresh clone today and in a year installs the same. */
export function versionFindings(files: readonly SourceFile[]): Finding[] {
  return files
    .filter(({ path }) => path.endsWith('package.json'))
    .flatMap(({ path, text }) => {
      const manifest: Partial<Record<(typeof fields)[number], Record<string, string>>> = JSON.parse(text);
      return fields
        .flatMap((field) => Object.entries(manifest[field] ?? {}))
        .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
        .map(([name, version]) => ({ path, problem: `${name}: ${version} is not an exact version` }));
    });
}

/** `npm ci` takes packages from whatever registry its machine is set to: no address in the lockfile. */
export function lockfileFindings(files: readonly SourceFile[]): Finding[] {
  return files
    .filter(({ path }) => path === 'package-lock.json')
    .flatMap(({ path, text }) => {
      const { packages = {} }: { packages?: Record<string, { resolved?: string }> } = JSON.parse(text);
      return Object.entries(packages)
        .filter(([, { resolved = '' }]) => /^[a-z+]+:/.test(resolved))
        .map(([name]) => ({ path, problem: `${name} names a registry` }));
    });
}
