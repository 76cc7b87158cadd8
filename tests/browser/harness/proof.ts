/** One call in a page of its own; the pod is the test's, so that the other side can be another browser. */
import type { RoomId } from '@visavis/shared';
import { browserParts } from '../../../clients/call/browser-parts.ts';
import { createCall } from '../../../clients/call/call.ts';
import type { Call } from '../../../clients/call/call-view.ts';
import { createMedia } from '../../../clients/call/media.ts';
import type { Peer } from '../../../clients/call/peer.ts';
import { createSimplePeer } from '../../../clients/call/peer-simple.ts';
import type { Connect, Entry, RoomRequest, SignallingEvents } from '../../../clients/call/signalling.ts';
import { seesPicture } from './senses.ts';

declare global {
  interface Window {
    /** Given by the test. */
    podTicket(seat: string, incarnation: string): Promise<string>;
    podOpen(line: number, entry: Entry): Promise<void>;
    podSend(line: number, request: RoomRequest): Promise<void>;
    podClose(line: number): Promise<void>;
  }
}

interface Joining {
  seat: 'advisor' | 'guest';
  room: string;
  linkSecret: string | undefined;
}

const lines = new Map<number, SignallingEvents>();
/** Other numbers after a reload: what the pod still says to the page before is not for this one. */
let lineCount = Math.round(performance.timeOrigin);
/** One after the other, as on a socket. */
let carrying = Promise.resolve();
const soon = (deed: () => Promise<void>): void => {
  carrying = carrying.then(deed);
};

const connect: Connect = (entry, events) => {
  const line = ++lineCount;
  let isOpen = false;
  const welcome: SignallingEvents['welcome'] = (welcomed) => {
    isOpen = true;
    events.welcome(welcomed);
  };
  lines.set(line, { ...events, welcome });
  soon(() => window.podOpen(line, entry));
  return {
    send(request) {
      if (isOpen) soon(() => window.podSend(line, request));
      return isOpen;
    },
    close() {
      lines.delete(line);
      soon(() => window.podClose(line));
    },
  };
};

const media = createMedia();
let call: Call | undefined;
let peer: Peer | undefined;

function join({ seat, room, linkSecret }: Joining): void {
  const admit = async (incarnation: string) => ({
    ticket: await window.podTicket(seat, incarnation),
    signalling: 'wss://pod.test',
    room: room as RoomId,
    seat,
    sealed: linkSecret !== undefined,
    device: '',
    appointment: { startsAt: '', durationMinutes: 30, advisor: '', organisation: '' },
  });
  const options = { admit, linkSecret, name: seat, media };
  const parts = browserParts();
  const createPeer: typeof parts.createPeer = (peerOptions, events) => {
    peer = createSimplePeer(peerOptions, events);
    return peer;
  };
  call = createCall(options, {
    ...parts,
    connect,
    createPeer,
    wake: { listen: () => () => {}, onLeaving: () => () => {} },
  });
}

Object.assign(window, {
  proof: {
    join,
    openDevices: () => media.open({ microphone: true, camera: true }),
    fromPod(line: number, what: 'welcome' | 'message' | 'closed', value: never) {
      lines.get(line)?.[what](value);
    },
    view: () => JSON.parse(JSON.stringify({ ...call?.view, remoteStream: undefined })),
    streamKinds: () =>
      call?.view.remoteStream?.getTracks().flatMap(({ kind, enabled }) => (enabled ? [kind] : [])) ?? [],
    async sees() {
      if (call?.view.remoteStream === undefined) throw new Error('no stream');
      await seesPicture(call.view.remoteStream);
    },
    do: (deed: 'start' | 'acceptOtherDevice') => call?.[deed](),
    choose: (index: number) => call?.chooseFirstWord(index),
    confirm: (matches: boolean) => call?.confirmWords(matches),
    allowSound: (on: boolean) => call?.allowSoundForComparing(on),
    /** The line breaks under the call, as if the browser had given it up. */
    losePeer: () => peer?.close(),
  },
});
