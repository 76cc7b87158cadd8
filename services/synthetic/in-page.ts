/** Scripts that run inside the pages, before and beside their own: they hold a call to one path and look at its line. */
import type { Path } from './results.ts';

declare global {
  interface Window {
    syntheticPeers?: RTCPeerConnection[];
  }
}

/**
 * For `addInitScript`: every connection of the page knows the servers of `path` only, and a relayed one has no other way.
 * Reports for statistics stay here: a synthetic call is nobody's conversation. Self-contained, as it is sent as text.
 */
export function holdToPath(path: Path): void {
  const isOfPath = (url: string): boolean => {
    if (!/^turns?:/.test(url)) return path === 'direct';
    const isTcp = /[?&]transport=tcp\b/.test(url);
    return path === (url.startsWith('turns:') ? 'relay-tls' : isTcp ? 'relay-tcp' : 'relay-udp');
  };
  const narrow = (configuration: RTCConfiguration = {}): RTCConfiguration => ({
    ...configuration,
    iceTransportPolicy: path === 'direct' ? 'all' : 'relay',
    iceServers: (configuration.iceServers ?? [])
      .map((server) => ({ ...server, urls: [server.urls].flat().filter(isOfPath) }))
      .filter(({ urls }) => urls.length > 0),
  });
  const peers: RTCPeerConnection[] = [];
  window.syntheticPeers = peers;
  const Real = window.RTCPeerConnection;
  const { setConfiguration } = Real.prototype;
  Real.prototype.setConfiguration = function (this: RTCPeerConnection, configuration) {
    setConfiguration.call(this, narrow(configuration));
  };
  window.RTCPeerConnection = new Proxy(Real, {
    construct(target, [configuration, ...rest], newTarget) {
      const peer: RTCPeerConnection = Reflect.construct(target, [narrow(configuration), ...rest], newTarget);
      peers.push(peer);
      return peer;
    },
  });
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (this: WebSocket, data) {
    if (typeof data === 'string' && /^\{"type":"(setup|call)-report"/.test(data)) return;
    send.call(this, data);
  };
}

/** For `waitForFunction`: the page has given up every line, and with the last one its seat. */
export const hasLeft = (): boolean =>
  (window.syntheticPeers ?? []).every(({ connectionState }) => connectionState === 'closed');

/** What {@link waitForLine} waits for: a line on `path`, and so many pictures from the other side. */
export interface AwaitedLine {
  path: Path;
  frames: number;
  patienceMs: number;
}

/**
 * For `evaluate`: resolves when the newest line stands on `path` at this side and `frames` pictures came; rejects after
 * `patienceMs`. Looks 20 times a second, from inside, so that the way to the page is not measured.
 */
export async function waitForLine({ path, frames, patienceMs }: AwaitedLine): Promise<void> {
  const stands = async (): Promise<boolean> => {
    const peer = (window.syntheticPeers ?? []).filter(({ connectionState }) => connectionState === 'connected').at(-1);
    const report = [...((await peer?.getStats())?.values() ?? [])];
    const byId = (id: unknown) => report.find((entry) => entry.id === id);
    const transport = report.find(({ type }) => type === 'transport');
    const local = byId(byId(transport?.selectedCandidatePairId)?.localCandidateId);
    if (local === undefined) return false;
    const way = local.candidateType === 'relay' ? `relay-${local.relayProtocol}` : 'direct';
    // A face has one section, what is shown beside it another.
    const videos = report.filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'video');
    return way === path && videos.reduce((sum, { framesDecoded }) => sum + (framesDecoded ?? 0), 0) >= frames;
  };
  const until = performance.now() + patienceMs;
  while (!(await stands())) {
    if (performance.now() > until) throw new Error('not in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
