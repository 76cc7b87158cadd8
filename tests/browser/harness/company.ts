/** One of three people at a page of their own, on real peers, or the pod between them: `?seat=advisor`, `?seat=pod`. */
import { type RoomId, type RoomSeat, toBase64url } from '@visavis/shared';
import { browserParts } from '../../../clients/call/browser-parts.ts';
import { createCall } from '../../../clients/call/call.ts';
import { ownCertificate } from '../../../clients/call/certificate.ts';
import type { CompanionKind } from '../../../clients/call/company-view.ts';
import { createMedia } from '../../../clients/call/media.ts';
import { connectAcross, hostPod, ticketOf } from './pod-across.ts';
import { seesPicture } from './senses.ts';

/** What came in over one connection since it began. */
export interface Incoming {
  frames: number;
  /** Packets of sound. */
  sound: number;
}

const bytes = (value: number) => toBase64url(new Uint8Array(16).fill(value));
const linkOf = { advisor: bytes(1), guest: bytes(1), companion: bytes(2) };

/** In the order in which they were made. */
const connections: RTCPeerConnection[] = [];
window.RTCPeerConnection = class extends window.RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
  }
};

async function incoming(): Promise<Incoming[]> {
  const living = connections.filter(({ connectionState }) => connectionState !== 'closed');
  return Promise.all(
    living.map(async (connection) => {
      const sums = { frames: 0, sound: 0 };
      for (const entry of (await connection.getStats()).values()) {
        if (entry.type !== 'inbound-rtp') continue;
        sums.frames += entry.framesDecoded ?? 0;
        if (entry.kind === 'audio') sums.sound += entry.packetsReceived ?? 0;
      }
      return sums;
    }),
  );
}

function sit(seat: RoomSeat): void {
  const media = createMedia();
  const admit = async (incarnation: string) => ({
    ticket: ticketOf(seat, incarnation),
    signalling: 'wss://pod.test',
    room: bytes(9) as RoomId,
    seat,
    sealed: true,
    device: '',
    appointment: { startsAt: '', durationMinutes: 30, advisor: '', organisation: '' },
  });
  // The pages share one browser's storage; people do not.
  const certificate = () => ownCertificate(bytes(seat.length) as RoomId);
  const parts = { ...browserParts(), connect: connectAcross, ownCertificate: certificate };
  const call = createCall({ admit, linkSecret: linkOf[seat], name: `the ${seat}`, media }, parts);
  Object.assign(window, {
    company: {
      openDevices: () => media.open({ microphone: true, camera: true }),
      expect: (kind: CompanionKind) =>
        call.expectCompanion({ name: 'Aylin Demirkan', kind, linkSecret: linkOf.companion }),
      start: () => call.start(),
      answer: (agreed: boolean) => call.answerCompanion(agreed),
      remove: () => call.removeCompanion(),
      view: () => JSON.parse(JSON.stringify(call.view)),
      sees: async () => {
        const { remoteStream, second } = call.view;
        for (const stream of [remoteStream, second?.remoteStream]) await seesPicture(stream ?? new MediaStream());
      },
      incoming,
    },
  });
}

const seat = new URLSearchParams(location.search).get('seat');
if (seat === 'advisor' || seat === 'guest' || seat === 'companion') sit(seat);
else hostPod();
