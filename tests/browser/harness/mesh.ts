/** One corner of a bare mesh of three: two connections of the browser's own, nothing of ours; `?seat=0`, the lower one offers. */
const own = Number(new URLSearchParams(location.search).get('seat'));

interface Word {
  from: number;
  to: number;
  description?: RTCSessionDescriptionInit;
  candidate?: RTCIceCandidateInit;
}

const channel = new BroadcastChannel('mesh');
const connections = new Map<number, RTCPeerConnection>();
const video = { width: { ideal: 1_280 }, height: { ideal: 720 }, frameRate: { ideal: 25 } };
const devices = navigator.mediaDevices.getUserMedia({ audio: true, video });

/** As ours, it plays what comes. */
function show(stream: MediaStream): void {
  const screen = document.createElement('video');
  screen.muted = true;
  screen.srcObject = stream;
  document.body.append(screen);
  void screen.play();
}

async function connect(to: number): Promise<RTCPeerConnection> {
  const connection = new RTCPeerConnection();
  connections.set(to, connection);
  const stream = await devices;
  for (const track of stream.getTracks()) connection.addTrack(track, stream);
  connection.onicecandidate = ({ candidate }) => {
    if (candidate) channel.postMessage({ from: own, to, candidate: candidate.toJSON() });
  };
  connection.ontrack = ({ streams: [received], track }) => track.kind === 'video' && received && show(received);
  return connection;
}

async function describe(connection: RTCPeerConnection, to: number): Promise<void> {
  await connection.setLocalDescription();
  channel.postMessage({ from: own, to, description: connection.localDescription?.toJSON() });
}

let words: Promise<void> = Promise.resolve();
channel.onmessage = ({ data }: MessageEvent<Word>) => {
  if (data.to === own) words = words.then(() => hear(data));
};

async function hear({ from, description, candidate }: Word): Promise<void> {
  const connection = connections.get(from) ?? (await connect(from));
  if (description) {
    await connection.setRemoteDescription(description);
    if (description.type === 'offer') await describe(connection, from);
  }
  if (candidate) await connection.addIceCandidate(candidate);
}

/** Pictures decoded so far, of each of the two others. */
async function framesDecoded(): Promise<number[]> {
  return Promise.all(
    [...connections.values()].map(async (connection) => {
      for (const entry of (await connection.getStats()).values()) {
        if (entry.type === 'inbound-rtp' && entry.kind === 'video') return entry.framesDecoded ?? 0;
      }
      return 0;
    }),
  );
}

Object.assign(window, {
  mesh: {
    /** To everybody above; call it from the highest seat down. */
    begin: async () => {
      await devices;
      for (const to of [1, 2]) if (to > own) await describe(await connect(to), to);
    },
    framesDecoded,
  },
});
