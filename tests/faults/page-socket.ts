/** Node's WebSocket with what a browser adds: the origin of the page. */
import { WebSocket } from 'ws';
import { podOrigin } from '../support/pod-process.ts';

export class PageSocket extends WebSocket {
  constructor(url: string, protocols: string | string[]) {
    super(url, protocols, { origin: podOrigin, perMessageDeflate: false });
    this.on('error', () => {});
  }
}
