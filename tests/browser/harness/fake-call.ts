/** A call and devices made of plain views, with drawn faces, so that every page can be shown without a network. */
import type { Call, CallView, Lane, Media, MediaView, ProofView } from '@visavis/call';
import { noProof } from '../../../clients/call/proof-view.ts';

/** Colours of a drawn person: wall, hair, shirt. */
type Look = [wall: string, hair: string, shirt: string];
export const guestLook: Look = ['#3f5a58', '#2a3f3d', '#7b8f5c'];
export const advisorLook: Look = ['#5c7078', '#3f4a50', '#365b80'];

function drawPerson(canvas: HTMLCanvasElement, [wall, hair, shirt]: Look): void {
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const { width, height } = canvas;
  const blob = (colour: string, x: number, y: number, rx: number, ry: number) => {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.ellipse(width * x, height * y, height * rx, height * ry, 0, 0, Math.PI * 2);
    pen.fill();
  };
  pen.fillStyle = wall;
  pen.fillRect(0, 0, width, height);
  blob(shirt, 0.5, 1.05, 0.42, 0.4);
  blob(hair, 0.5, 0.32, 0.21, 0.24);
  blob('#edcfb1', 0.5, 0.42, 0.18, 0.22);
}

const drawing: (() => void)[] = [];

/** A stream with a person's picture that repaints, as a camera does, until {@link stopDrawing}. */
export function drawnStream(look: Look, width = 640, height = 480): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  drawPerson(canvas, look);
  const repaint = setInterval(() => drawPerson(canvas, look), 200);
  const stream = canvas.captureStream(5);
  drawing.push(() => {
    clearInterval(repaint);
    for (const track of stream.getTracks()) track.stop();
  });
  return stream;
}

/** The state that was shown is over, and its cameras with it. */
export function stopDrawing(): void {
  for (const stop of drawing.splice(0)) stop();
}

const noop = () => undefined;
const asFixed = <V>(view: V) => ({ view, subscribe: () => noop });

const noDevice: MediaView = {
  microphone: 'none',
  camera: 'none',
  microphoneProblem: undefined,
  cameraProblem: undefined,
  asking: false,
  stream: undefined,
  microphones: [],
  cameras: [],
  speakers: [],
  chosen: { microphone: undefined, camera: undefined, speaker: undefined },
};

/** Everything works, with two of some kinds. */
export const workingDevices = (): Partial<MediaView> => ({
  microphone: 'on',
  camera: 'on',
  stream: drawnStream(guestLook),
  microphones: [
    { id: 'm1', label: 'Mikrofon des Laptops' },
    { id: 'm2', label: 'Kopfhörer mit Mikrofon (USB)' },
  ],
  cameras: [{ id: 'c1', label: 'Kamera des Laptops' }],
  speakers: [
    { id: 's1', label: 'Lautsprecher des Laptops' },
    { id: 's2', label: 'Kopfhörer mit Mikrofon (USB)' },
  ],
  chosen: { microphone: 'm1', camera: 'c1', speaker: 's1' },
});

/** Devices that stay as they are. */
export function fakeMedia(view: Partial<MediaView> = {}, level = 0.62): Media {
  return {
    ...asFixed({ ...noDevice, ...view }),
    open: async () => undefined,
    setMicrophone: noop,
    setCamera: noop,
    choose: async () => undefined,
    onLevel: (listener) => {
      listener(level);
      return noop;
    },
    playTestSound: async () => undefined,
    close: noop,
  };
}

export const peerHere = {
  seat: 'advisor',
  name: 'Frau Weber',
  ready: true,
  microphone: 'on',
  camera: 'on',
  screen: 'off',
  hangingUp: false,
  present: true,
} as const;

const bits = { words: [18, 31, 45, 60], digits: '0484 8508' } as const;
/** Proven by the link's secret, keys changed three times. */
export const checkedByLink: ProofView = {
  ...noProof,
  ...bits,
  state: 'checked',
  by: 'link',
  keyChanges: 3,
  frames: 'on',
};
/** Came by number and code: the words are still to be compared. The advisor's page also has `choices`. */
export const unchecked: ProofView = { ...noProof, ...bits, state: 'unchecked', frames: 'on' };
export const choices: ProofView['choices'] = [7, 52, 18, 33, 2, 61];

const waitingView: CallView = {
  phase: 'waiting',
  signalling: 'open',
  transport: 'none',
  ready: false,
  peer: undefined,
  remoteStream: undefined,
  talkingSince: undefined,
  proof: 'sealed',
  privacy: noProof,
  peerUnsealed: false,
  soundBlocked: false,
  lineFailed: false,
  refusal: undefined,
  end: undefined,
  undoUntil: undefined,
  details: { path: 'direct', codec: 'VP8', restarts: 1, rebuilds: 0, reconnects: 2, dropped: 0 },
};

const closedLane: Lane = { isOpen: false, send: async () => false, listen: () => noop };

/** A call that stays as it is; twelve minutes in when it talks. */
export function fakeCall(view: Partial<CallView>, media: Media): Call {
  return {
    ...asFixed({ ...waitingView, ...view }),
    media,
    start: noop,
    unstart: noop,
    share: noop,
    lane: () => closedLane,
    hint: noop,
    hangUp: noop,
    undoHangUp: noop,
    endForAll: noop,
    dismiss: noop,
    expectCompanion: noop,
    answerCompanion: noop,
    removeCompanion: noop,
    reportPlayback: noop,
    reportPicture: noop,
    reportHearing: noop,
    save: noop,
    resumeSound: noop,
    chooseFirstWord: noop,
    confirmWords: noop,
    allowSoundForComparing: noop,
    acceptOtherDevice: noop,
    podNow: () => Date.now(),
    close: noop,
  };
}

/** A conversation that runs for twelve minutes. */
export const talking = (): Partial<CallView> => ({
  phase: 'talking',
  transport: 'connected',
  ready: true,
  peer: peerHere,
  remoteStream: drawnStream(advisorLook, 1280, 720),
  talkingSince: Date.now() - 12 * 60_000 - 5_000,
  privacy: checkedByLink,
});
