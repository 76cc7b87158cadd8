/** Where Vite finds our stand-ins for simple-peer's Node modules: 6 kB of gzip instead of 30. */

const at = (name: string): string => decodeURIComponent(new URL(`./${name}.cjs`, import.meta.url).pathname);

/** For `resolve.alias` of every build that contains `peer-simple.ts`. */
export const simplePeerAliases = {
  'readable-stream': at('readable-stream'),
  randombytes: at('randombytes'),
  debug: at('debug'),
  buffer: at('buffer'),
  'queue-microtask': at('queue-microtask'),
} as const;
