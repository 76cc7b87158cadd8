/** Asks the other end of a connection whether it hears us, past everything that a browser believes of its paths. */
import type { Clock } from './clock.ts';

/** Agreed by number, beside the channels for content (`peer-content.ts`); opened at both sides before the first description. */
const channelInit: RTCDataChannelInit = { negotiated: true, id: 12, ordered: true };
const question = '?';
const answer = '!';

/** The part of an RTCPeerConnection that is used. */
export type EchoConnection = Pick<RTCPeerConnection, 'createDataChannel'>;

/** `stop` leaves the connection to its owner; whoever still asks is told `false`. */
export interface PeerEcho {
  /** Whether an answer came within `waitMs` milliseconds. Sent at once; never rejects. */
  ask(waitMs: number): Promise<boolean>;
  stop(): void;
}

/** Answers the other side's questions from now on. Takes the same path as sound and picture (RFC 8843: one bundle). */
export function peerEcho(pc: EchoConnection, clock: Clock): PeerEcho {
  const stopping = new AbortController();
  const channel = pc.createDataChannel('visavis-echo', channelInit);
  let waiting: ((heard: boolean) => void)[] = [];
  const settle = (heard: boolean): void => {
    const all = waiting;
    waiting = [];
    for (const tell of all) tell(heard);
  };
  const say = (text: string): void => {
    try {
      channel.send(text);
    } catch {}
  };
  channel.addEventListener(
    'message',
    ({ data }: MessageEvent<unknown>) => {
      if (data === question) say(answer);
      else if (data === answer) settle(true);
    },
    { signal: stopping.signal },
  );
  return {
    ask(waitMs) {
      if (stopping.signal.aborted || channel.readyState !== 'open') return Promise.resolve(false);
      const heard = new Promise<boolean>((resolve) => {
        waiting.push(resolve);
        clock.after(waitMs, () => resolve(false));
      });
      say(question);
      return heard;
    },
    stop() {
      stopping.abort();
      settle(false);
    },
  };
}
