/** A page that measures how fast a file goes across, beside a conversation: our transfer, and a bare data channel. */
import type { Call } from '../../../clients/call/call-view.ts';
import { createFileExchange, type FileExchange } from '../../../clients/call/files/index.ts';
import { connections, talkingCalls } from './two-calls.ts';

const megabyte = 1_000_000;
const chunkBytes = 64 * 1024;
let calls: { advisor: Call; guest: Call };
let files: { advisor: FileExchange; guest: FileExchange };

/** Made up once, so that no round pays for it. */
const content = crypto.getRandomValues(new Uint8Array(65_536));
const fileOf = (megabytes: number): File =>
  new File(
    Array.from({ length: Math.ceil((megabytes * megabyte) / content.length) }, () => content),
    'bench.bin',
  );

function look<T>(exchange: FileExchange, find: () => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const stop = exchange.subscribe(() => {
      const found = find();
      if (found === undefined) return;
      stop();
      resolve(found);
    });
  });
}

/** Megabytes a second, from the guest's "take it" to both sides having compared the checksums. */
async function transfer(megabytes: number): Promise<number> {
  const file = fileOf(megabytes);
  const coming = look(files.guest, () => files.guest.view.files.find(({ phase }) => phase === 'offered'));
  files.advisor.offer([file]);
  const { key } = await coming;
  const from = performance.now();
  await files.guest.accept(key);
  const id = key.slice('in-'.length);
  await look(files.advisor, () =>
    files.advisor.view.files.find((one) => one.key === `out-${id}` && one.phase === 'done'),
  );
  return file.size / megabyte / ((performance.now() - from) / 1_000);
}

async function bareChannel(): Promise<[RTCPeerConnection, RTCPeerConnection, RTCDataChannel, RTCDataChannel]> {
  const [one, two] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const [out, back] = [one, two].map((peer) => peer.createDataChannel('bare', { negotiated: true, id: 0 }));
  if (out === undefined || back === undefined) throw new Error('no channel');
  one.onicecandidate = ({ candidate }) => void two.addIceCandidate(candidate ?? undefined);
  two.onicecandidate = ({ candidate }) => void one.addIceCandidate(candidate ?? undefined);
  await one.setLocalDescription();
  if (one.localDescription) await two.setRemoteDescription(one.localDescription);
  await two.setLocalDescription();
  if (two.localDescription) await one.setRemoteDescription(two.localDescription);
  if (out.readyState !== 'open') await new Promise((resolve) => out.addEventListener('open', resolve, { once: true }));
  return [one, two, out, back];
}

/** The same bytes over a channel of its own, as fast as it takes them, thrown away on arrival. */
async function bare(megabytes: number): Promise<number> {
  const [one, two, out, back] = await bareChannel();
  const bytes = megabytes * megabyte;
  [out.bufferedAmountLowThreshold, back.binaryType] = [1_048_576, 'arraybuffer'];
  let arrived = 0;
  const done = new Promise<void>((resolve) => {
    back.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      arrived += data.byteLength;
      if (arrived >= bytes) resolve();
    };
  });
  const from = performance.now();
  for (let sent = 0; sent < bytes; sent += chunkBytes) {
    if (out.bufferedAmount > 4 * out.bufferedAmountLowThreshold) {
      await new Promise((resolve) => out.addEventListener('bufferedamountlow', resolve, { once: true }));
    }
    out.send(content);
  }
  await done;
  const seconds = (performance.now() - from) / 1_000;
  for (const peer of [one, two]) peer.close();
  return megabytes / seconds;
}

/** Of all sound that arrives in this page: samples that had to be made up, and all, so far. */
async function sound(): Promise<{ concealed: number; all: number }> {
  const heard = { concealed: 0, all: 0 };
  for (const peer of connections.filter(({ connectionState }) => connectionState === 'connected')) {
    for (const entry of (await peer.getStats()).values()) {
      if (entry.type !== 'inbound-rtp' || entry.kind !== 'audio') continue;
      heard.concealed += (entry.concealedSamples ?? 0) - (entry.silentConcealedSamples ?? 0);
      heard.all += entry.totalSamplesReceived ?? 0;
    }
  }
  return heard;
}

Object.assign(window, {
  filesBench: {
    async start() {
      calls = await talkingCalls();
      // Sound that nobody plays is not decoded, and then nothing is concealed either.
      for (const { view } of Object.values(calls)) {
        const audio = new Audio();
        audio.srcObject = new MediaStream(view.remoteStream?.getAudioTracks() ?? []);
        void audio.play();
        document.body.append(audio);
      }
      const [advisor, guest] = [calls.advisor, calls.guest].map((call) => createFileExchange(call.lane('files')));
      if (advisor === undefined || guest === undefined) throw new Error('no exchange');
      files = { advisor, guest };
    },
    transfer,
    bare,
    sound,
  },
});
