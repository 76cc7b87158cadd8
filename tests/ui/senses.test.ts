/** Hearing and seeing: what is kept, what the sound tools are set to, and captions that never leave the device. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryStream, memoryTrack } from '../../clients/call/peer-memory-tracks.ts';
import {
  captionMeans,
  installCaptions,
  listenTo,
  localRecogniser,
  noCaptions,
  type Recogniser,
  withCaption,
} from '../../clients/ui/call/senses/captions.ts';
import { canBlur, setBlur } from '../../clients/ui/call/senses/picture.ts';
import { loudest, plainSenses, readSenses, sensesIn } from '../../clients/ui/call/senses/senses.ts';
import { needsTools, openVoice } from '../../clients/ui/call/senses/voice.ts';

describe('what is kept on the device', () => {
  it('comes back as it was, and reads anything odd as usual', () => {
    const memory = new Map<string, string>();
    const storage = {
      getItem: (key: string) => memory.get(key) ?? null,
      setItem: (key: string, value: string) => void memory.set(key, value),
    };
    sensesIn(() => storage).change({ level: 150, clear: true });
    expect(sensesIn(() => storage).view).toEqual({ ...plainSenses, level: 150, clear: true });
    expect(readSenses('{"level":900,"clear":"yes"}')).toEqual(plainSenses);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const { level } = readSenses(text);
        expect(level >= 0 && level <= loudest).toBe(true);
      }),
    );
  });

  it('changes for everybody who listens, even where nothing can be kept', () => {
    const store = sensesIn(() => {
      throw new Error('denied');
    });
    const told: number[] = [];
    const stop = store.subscribe(({ level }) => told.push(level));
    store.change({ level: 40 });
    stop();
    store.change({ level: 60 });
    expect([told, store.view.level]).toEqual([[40], 60]);
  });
});

/** The nodes of a sound graph, each with the settings it was given, in the order in which they are joined. */
function fakeContext(resume: () => Promise<void> = async () => {}) {
  const joined: string[] = [];
  const params = new Map<string, number>();
  const param = (name: string) => ({
    set value(value: number) {
      params.set(name, value);
    },
    setTargetAtTime: (value: number) => void params.set(name, value),
  });
  const node = (name: string, ...names: string[]) => ({
    type: '',
    connect: (next: { name: string }) => {
      joined.push(`${name}>${next.name}`);
      return next;
    },
    disconnect: () => undefined,
    name,
    ...Object.fromEntries(names.map((one) => [one, param(`${name}.${one}`)])),
  });
  const filters = ['rumble', 'consonants'];
  const stream = memoryStream([memoryTrack('audio')]);
  const facts = { isClosed: false };
  const context = {
    currentTime: 0,
    resume,
    close: async () => void Object.assign(facts, { isClosed: true }),
    createMediaStreamSource: () => node('source'),
    createBiquadFilter: () => node(filters.shift() ?? '', 'frequency', 'Q', 'gain'),
    createGain: () => node('level', 'gain'),
    createDynamicsCompressor: () => node('limiter', 'threshold', 'knee', 'ratio', 'attack', 'release'),
    createMediaStreamDestination: () => ({ ...node('out'), stream }),
  };
  return { context: () => context as unknown as AudioContext, joined, params, facts, stream };
}

describe('the other voice', () => {
  const source = memoryStream([memoryTrack('audio')]);

  it('goes through the tools only when it is to be louder than it is, or clearer', () => {
    const wishes = [100, 60, 0].map((level) => needsTools({ level, clear: false }));
    expect([...wishes, needsTools({ level: 110, clear: false }), needsTools({ level: 50, clear: true })]).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  it('passes a limiter last, whatever else is done to it', async () => {
    const { context, joined, params, stream, facts } = fakeContext();
    const voice = await openVoice(source, context);
    expect(joined).toEqual(['source>rumble', 'rumble>consonants', 'consonants>level', 'level>limiter', 'limiter>out']);
    voice?.set({ level: 200, clear: true });
    expect([params.get('level.gain'), params.get('consonants.gain'), params.get('rumble.frequency')]).toEqual([
      2, 7, 120,
    ]);
    expect([params.get('limiter.ratio'), params.get('limiter.threshold')]).toEqual([20, -8]);
    voice?.set({ level: 120, clear: false });
    expect([params.get('level.gain'), params.get('consonants.gain')]).toEqual([1.2, 0]);
    expect(voice?.stream).toBe(stream);
    voice?.close();
    expect(facts.isClosed).toBe(true);
  });

  it('is left as it is where the tools do not work', async () => {
    const refused = fakeContext(() => Promise.reject(new Error('no')));
    expect(await openVoice(source, refused.context)).toBeUndefined();
    expect(refused.facts.isClosed).toBe(true);
    const none = () => {
      throw new Error('too many');
    };
    expect(await openVoice(source, none)).toBeUndefined();
  });
});

/** A browser's recogniser that can stay on the device, in this state. */
function recogniserKind(state: string, installs = true) {
  const made: (Recogniser & { tracks: MediaStreamTrack[]; aborted: boolean })[] = [];
  class Kind {
    processLocally = false;
    tracks: MediaStreamTrack[] = [];
    aborted = false;
    constructor() {
      made.push(this as never);
    }
    start(track: MediaStreamTrack): void {
      this.tracks.push(track);
    }
    abort(): void {
      this.aborted = true;
    }
    static available = async () => state;
    static install = async () => installs;
  }
  Object.defineProperty(Kind.prototype, 'processLocally', { value: false, writable: true });
  return { kind: localRecogniser({ SpeechRecognition: Kind }), made };
}

describe('captions', () => {
  it.each([
    ['available', 'ready'],
    ['downloadable', 'install'],
    ['downloading', 'install'],
    ['unavailable', 'none'],
  ])('are offered by what this device itself can do (%s: %s)', async (state, means) => {
    expect(await captionMeans(recogniserKind(state).kind, 'de-DE')).toBe(means);
  });

  it('are never offered by a browser that might ask a server', async () => {
    const remote = Object.assign(class {}, { available: async () => 'available' });
    for (const scope of [{}, { SpeechRecognition: remote }, { webkitSpeechRecognition: remote }])
      expect(await captionMeans(localRecogniser(scope), 'de-DE')).toBe('none');
    expect(await installCaptions(undefined, 'de-DE')).toBe(false);
  });

  it('listen to the other voice on the device alone, again after every pause, and stop for good', () => {
    const { kind, made } = recogniserKind('available');
    const track = memoryTrack('audio');
    const told: string[] = [];
    const later: (() => void)[] = [];
    const events = {
      text: (words: string, isFinal: boolean) => told.push(`${words}${isFinal ? '.' : ''}`),
      failed: () => told.push('failed'),
    };
    if (!kind) throw new Error('no recogniser');
    const stop = listenTo(kind, track, 'de-DE', events, (deed) => later.push(deed));
    const [one] = made;
    expect(one).toMatchObject({ processLocally: true, lang: 'de-DE', interimResults: true, tracks: [track] });
    one?.onresult?.({ resultIndex: 0, results: [{ isFinal: false, 0: { transcript: ' Guten' } }] });
    one?.onresult?.({ resultIndex: 0, results: [{ isFinal: true, 0: { transcript: 'Guten Tag' } }] });
    one?.onerror?.({ error: 'no-speech' });
    one?.onend?.();
    for (const deed of later.splice(0)) deed();
    expect(one?.tracks).toHaveLength(2);
    one?.onerror?.({ error: 'service-not-allowed' });
    expect(told).toEqual(['Guten', 'Guten Tag.', 'failed']);
    stop();
    one?.onend?.();
    for (const deed of later.splice(0)) deed();
    expect([one?.tracks.length, one?.aborted]).toEqual([2, true]);
  });

  it('show the last sentences and the one that is being said', () => {
    let captions = noCaptions;
    for (const words of ['eins', 'zwei', 'drei']) captions = withCaption(captions, words, true);
    captions = withCaption(captions, 'vie', false);
    expect(captions).toEqual({ said: ['zwei', 'drei'], saying: 'vie' });
  });
});

it('blurs the room only where camera and system can', async () => {
  const asked: object[] = [];
  const camera = (backgroundBlur?: boolean[]) =>
    Object.assign(memoryTrack('video'), {
      getCapabilities: () => ({ backgroundBlur }),
      applyConstraints: async (wish: object) => void asked.push(wish),
    });
  expect([canBlur(undefined), canBlur(memoryTrack('video')), canBlur(camera([false]))]).toEqual([false, false, false]);
  expect(await setBlur(camera(), true)).toBe(false);
  expect(await setBlur(camera([true, false]), true)).toBe(true);
  expect(asked).toEqual([{ backgroundBlur: true }]);
});
