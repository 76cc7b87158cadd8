/** What the other one says, written down by this device itself: never by a server, not even by the browser's maker. */

/** Web Speech API with its later additions (`processLocally`, `available`, `install`), as far as it is used here. */
export interface Recogniser {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  processLocally: boolean;
  onresult: ((event: RecognisedEvent) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start(track: MediaStreamTrack): void;
  abort(): void;
}
export interface RecognisedEvent {
  resultIndex: number;
  results: ArrayLike<{ isFinal: boolean; 0?: { transcript: string } }>;
}
export interface RecogniserKind {
  new (): Recogniser;
  prototype: object;
  available?(options: { langs: string[]; processLocally: boolean }): Promise<string>;
  install?(options: { langs: string[]; processLocally: boolean }): Promise<boolean>;
}

/** `ready` at once · `install` after a download from the maker of the browser · `none` not on this device. */
export type CaptionMeans = 'ready' | 'install' | 'none';

/** The browser's own, if it can be told to stay on the device. A browser that cannot would ask a server. */
export function localRecogniser(scope: object = globalThis): RecogniserKind | undefined {
  const kind = Reflect.get(scope, 'SpeechRecognition') as RecogniserKind | undefined;
  const canStay = typeof kind?.available === 'function' && 'processLocally' in kind.prototype;
  return canStay ? kind : undefined;
}

const wish = (lang: string) => ({ langs: [lang], processLocally: true });

/** Rejects never. */
export async function captionMeans(kind: RecogniserKind | undefined, lang: string): Promise<CaptionMeans> {
  const state = await kind?.available?.(wish(lang)).catch(() => 'unavailable');
  if (state === 'available') return 'ready';
  const canInstall = kind?.install !== undefined && (state === 'downloadable' || state === 'downloading');
  return canInstall ? 'install' : 'none';
}

/** Resolves whether captions are ready now. Call it inside a click. */
export const installCaptions = (kind: RecogniserKind | undefined, lang: string): Promise<boolean> =>
  kind?.install?.(wish(lang)).catch(() => false) ?? Promise.resolve(false);

/** Errors after which trying again is pointless. */
const final = new Set(['not-allowed', 'service-not-allowed', 'language-not-supported', 'audio-capture']);

export interface CaptionEvents {
  /** A sentence, and whether it may still change. */
  text(words: string, isFinal: boolean): void;
  /** It does not work here after all. */
  failed(): void;
}

/** Listens to `track` until the answer is called. A pause in which nobody speaks ends a session; the next one follows. */
export function listenTo(
  kind: RecogniserKind,
  track: MediaStreamTrack,
  lang: string,
  events: CaptionEvents,
  soon: (deed: () => void) => void,
): () => void {
  const recogniser = new kind();
  let isOver = false;
  const begin = () => {
    if (isOver || track.readyState !== 'live') return;
    try {
      recogniser.start(track);
    } catch {
      fail();
    }
  };
  const fail = () => {
    if (isOver) return;
    isOver = true;
    events.failed();
  };
  Object.assign(recogniser, { lang, continuous: true, interimResults: true, processLocally: true });
  recogniser.onresult = ({ results, resultIndex }) => {
    for (const { isFinal, 0: best } of Array.from(results).slice(resultIndex))
      if (best && !isOver) events.text(best.transcript.trim(), isFinal);
  };
  recogniser.onerror = ({ error }) => final.has(error) && fail();
  recogniser.onend = () => soon(begin);
  begin();
  return () => {
    isOver = true;
    recogniser.abort();
  };
}

/** The sentences on the page: the last few, the one that is still being said at the end. */
export interface Captions {
  readonly said: readonly string[];
  readonly saying: string;
}

export const noCaptions: Captions = { said: [], saying: '' };
const mostSentences = 2;

/** One more word or sentence. */
export const withCaption = ({ said }: Captions, words: string, isFinal: boolean): Captions =>
  isFinal
    ? { said: [...said, words].filter((sentence) => sentence !== '').slice(-mostSentences), saying: '' }
    : { said, saying: words };
