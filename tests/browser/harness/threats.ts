/** Calls of one page over real sockets to a pod that the test plays, and everything that they ever showed. */
import type { RoomId } from '@visavis/shared';
import { browserParts } from '../../../clients/call/browser-parts.ts';
import { createCall } from '../../../clients/call/call.ts';
import type { Call, CallView } from '../../../clients/call/call-view.ts';
import { createMedia } from '../../../clients/call/media.ts';

/** `as`: the name of the call in this page; a second one under it takes the place of the first. */
export interface ThreatJoining {
  as: string;
  seat: 'advisor' | 'guest';
  url: string;
  room: string;
  linkSecret: string | undefined;
}

/** All of it since the call joined: a moment between two looks of the test is not lost. */
export interface Shown {
  phases: string[];
  proofs: string[];
  /** A stream of the other side was in the view. */
  stream: boolean;
}

const media = createMedia();
const calls = new Map<string, { call: Call; shown: Shown }>();

const proofOf = ({ state, by, broken }: CallView['privacy']) => [state, by ?? broken].filter(Boolean).join(' ');
const note = (list: string[], value: string) => list.at(-1) === value || list.push(value);

/** Connections of earlier calls, whose goodbye may take a second, are not looked at. */
let peersBefore = 0;

function join({ as, seat, url, room, linkSecret }: ThreatJoining): void {
  peersBefore = window.testPeers?.length ?? 0;
  calls.get(as)?.call.close();
  const admit = async (incarnation: string) => ({
    ticket: `${seat}.${incarnation}.ticket-of-the-test`,
    signalling: url,
    room: room as RoomId,
    seat,
    sealed: linkSecret !== undefined,
    device: '',
    appointment: { startsAt: '', durationMinutes: 30, advisor: '', organisation: '' },
  });
  const call = createCall({ admit, linkSecret, name: as, media }, browserParts());
  const shown: Shown = { phases: [], proofs: [], stream: false };
  calls.set(as, { call, shown });
  call.subscribe((view) => {
    note(shown.phases, view.phase);
    note(shown.proofs, proofOf(view.privacy));
    shown.stream ||= view.remoteStream !== undefined;
    // Everybody here presses at once: nothing but the proof may keep picture and sound back.
    queueMicrotask(() => call.view.phase === 'together' && !call.view.ready && call.start());
  });
}

/** Of a connection that closes while it is asked Firefox never answers: what it received is gone with it. */
async function statsOf(peer: RTCPeerConnection): Promise<RTCStatsReport | undefined> {
  const stop = new AbortController();
  const closed = new Promise<undefined>((resolve) => {
    const look = setInterval(() => peer.connectionState === 'closed' && resolve(undefined), 50);
    stop.signal.addEventListener('abort', () => clearInterval(look));
  });
  return Promise.race([peer.getStats(), closed]).finally(() => stop.abort());
}

/** Pictures and sound of anybody in any living connection since the last one joined. */
async function received(): Promise<{ frames: number; energy: number }> {
  const sums = { frames: 0, energy: 0 };
  for (const peer of window.testPeers?.slice(peersBefore) ?? []) {
    for (const entry of (await statsOf(peer))?.values() ?? []) {
      if (entry.type !== 'inbound-rtp') continue;
      sums.frames += entry.framesDecoded ?? 0;
      sums.energy += entry.totalAudioEnergy ?? 0;
    }
  }
  return sums;
}

Object.assign(window, {
  threats: {
    join,
    openDevices: () => media.open({ microphone: true, camera: true }),
    view: (as: string) => JSON.parse(JSON.stringify({ ...calls.get(as)?.call.view, remoteStream: undefined })),
    shown: (as: string) => calls.get(as)?.shown,
    received,
    choose: (as: string, index: number | undefined) => calls.get(as)?.call.chooseFirstWord(index),
    confirm: (as: string, matches: boolean) => calls.get(as)?.call.confirmWords(matches),
    close: (as: string) => calls.get(as)?.call.close(),
  },
});
