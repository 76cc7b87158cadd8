/** Where a relay of the tests listens: an address of this machine that browsers use for calls; they leave loopback out. */
import { networkInterfaces } from 'node:os';

export const outerAddress = (): string =>
  Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
