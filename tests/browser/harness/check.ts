/** A page that runs the network check; tests call `window.networkCheck`. */
import type { IceServer } from '@visavis/shared';
import { checkNetwork } from '../../../clients/call/check.ts';

async function run(iceServers: IceServer[]) {
  const started = performance.now();
  const result = await checkNetwork(iceServers);
  return { result, tookMs: performance.now() - started };
}

Object.assign(window, { networkCheck: { run } });
