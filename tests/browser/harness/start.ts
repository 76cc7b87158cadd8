/** A page that measures how long it takes from "both have pressed" to the first pictures: our engine, and bare connections. */
import { type Admission, type Incarnation, type LinkSecret, type RoomId, toBase64url } from '@visavis/shared';
import { browserParts } from '../../../clients/call/browser-parts.ts';
import { createCall } from '../../../clients/call/call.ts';
import type { Call, Media } from '../../../clients/call/call-view.ts';
import type { OwnCertificate } from '../../../clients/call/certificate.ts';
import { browserClock } from '../../../clients/call/clock.ts';
import { createMedia } from '../../../clients/call/media.ts';
import { type MemoryPod, memoryPod } from '../../../clients/call/signalling-memory.ts';

const moment = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The moment at which the first picture of `stream` is on the screen. */
function firstPicture(stream: MediaStream): Promise<number> {
  const video = document.createElement('video');
  [video.muted, video.playsInline, video.srcObject] = [true, true, stream];
  document.body.append(video);
  void video.play();
  return new Promise((resolve) => {
    video.requestVideoFrameCallback(() => {
      resolve(performance.now());
      video.remove();
    });
  });
}

/** Resolves when the call has come as far as `isThere` says. */
function until(call: Call, isThere: (call: Call) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isThere(call)) return;
      stop();
      resolve();
    };
    const stop = call.subscribe(look);
    look();
  });
}

async function pageCertificate(): Promise<OwnCertificate> {
  const certificate = await RTCPeerConnection.generateCertificate({
    name: 'ECDSA',
    namedCurve: 'P-256',
  } as EcKeyGenParams);
  return { certificate, proof: undefined, keepProof: async () => undefined, wipe: async () => undefined };
}

const bytes = () => toBase64url(crypto.getRandomValues(new Uint8Array(16)));

function join(pod: MemoryPod, seat: 'advisor' | 'guest', media: Media, room: RoomId, linkSecret: LinkSecret): Call {
  const admit = async (incarnation: string): Promise<Admission> => ({
    ticket: pod.ticket(seat, incarnation as Incarnation),
    signalling: 'wss://pod.example/signal/0',
    room,
    seat,
    sealed: true,
    device: 'device',
    appointment: { startsAt: '2027-01-01T10:00:00Z', durationMinutes: 30, advisor: 'A', organisation: 'O' },
  });
  const parts = { ...browserParts(), connect: pod.connect, ownCertificate: pageCertificate };
  return createCall({ admit, linkSecret, name: seat, media }, parts);
}

/** Both wait together in a room, as people do; then both press in the same moment. */
async function ours(delayMs: number, media: [Media, Media]): Promise<number> {
  const pod = memoryPod(browserClock, Math.random);
  pod.weather = { delayMs: [delayMs, delayMs], drop: 0, repeat: 0 };
  const [room, linkSecret] = [bytes() as RoomId, bytes() as LinkSecret];
  const calls = [join(pod, 'advisor', media[0], room, linkSecret), join(pod, 'guest', media[1], room, linkSecret)];
  const isWaiting = ({ view }: Call) =>
    view.phase === 'together' && view.transport === 'connected' && view.remoteStream !== undefined;
  await Promise.all(calls.map((call) => until(call, isWaiting)));
  await moment(300);
  const seen = calls.map(({ view }) => firstPicture(view.remoteStream ?? new MediaStream()));
  const pressed = performance.now();
  for (const call of calls) call.start();
  const last = Math.max(...(await Promise.all(seen)));
  for (const call of calls) call.close();
  return last - pressed;
}

/** Nothing exists before the press; then two connections set each other up over the same delay. */
async function bare(delayMs: number, media: [Media, Media]): Promise<number> {
  const pressed = performance.now();
  const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const seen = [a, b].map(
    (pc) =>
      new Promise<number>((resolve) => {
        pc.ontrack = ({ track, streams: [stream] }) => {
          if (track.kind === 'video' && stream) void firstPicture(stream).then(resolve);
        };
      }),
  );
  const carry = async <T>(message: T): Promise<T> => {
    await moment(delayMs);
    return message;
  };
  let isDescribed = () => {};
  const described = new Promise<void>((resolve) => {
    isDescribed = resolve;
  });
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    from.onicecandidate = async ({ candidate }) => {
      if (!candidate) return;
      await Promise.all([carry(candidate), described]);
      await to.addIceCandidate(candidate).catch(() => undefined);
    };
  }
  const addTracks = (pc: RTCPeerConnection, { view: { stream } }: Media) => {
    for (const track of stream?.getTracks() ?? []) pc.addTrack(track, stream ?? new MediaStream());
  };
  addTracks(a, media[0]);
  addTracks(b, media[1]);
  await a.setLocalDescription();
  await b.setRemoteDescription(await carry(a.localDescription ?? { type: 'offer' }));
  isDescribed();
  await b.setLocalDescription();
  await a.setRemoteDescription(await carry(b.localDescription ?? { type: 'answer' }));
  const last = Math.max(...(await Promise.all(seen)));
  a.close();
  b.close();
  return last - pressed;
}

const devices = async (): Promise<Media> => {
  const media = createMedia();
  await media.open({ microphone: true, camera: true });
  return media;
};
const bothDevices = Promise.all([devices(), devices()]);

/** One after the other, in the same minute on the same machine: milliseconds of each. */
async function round(delayMs: number): Promise<{ ours: number; bare: number }> {
  const media = await bothDevices;
  const first = await ours(delayMs, media);
  await moment(100);
  const second = await bare(delayMs, media);
  await moment(100);
  return { ours: first, bare: second };
}

Object.assign(window, { startBench: { round } });
