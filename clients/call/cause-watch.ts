/** Watches a conversation for causes: gathers what is to be seen, lets the machine judge, tells this page and the one opposite. */
import type { CallView } from './call-view.ts';
import type { CauseSource, WatchForCauses } from './cause-face.ts';
import { lookForCauses, newCauses, type Sight } from './cause-state.ts';
import { type Cause, causes, inOrder, toTell } from './causes.ts';
import { deviceCauses, lookAtDevices, noDevices } from './device-news.ts';
import { Saving, sizeFor } from './saving.ts';

const lookEveryMs = 500;
/** What arrives, or does not, is the first thing that a person has to read. */
const glanceEveryMs = 200;

/** In a page. */
export const watchForCauses: WatchForCauses = (source) => watchWith(() => navigator.onLine)(source);

/** The same, with another way to know whether this device has a network. */
export const watchWith =
  (isOnline: () => boolean): WatchForCauses =>
  (source) => {
    const { clock, media } = source;
    if (isOver(source.view())) return;
    const saving = new Saving();
    let state = newCauses;
    let devices = lookAtDevices(noDevices, media.view, clock.now());
    let told = '';
    let voice: boolean | undefined;
    let flow = source.flow();

    const look = (): void => {
      const view = source.view();
      const now = clock.now();
      flow = source.flow();
      const step = lookForCauses(state, sightOf(source, isOnline()), now);
      state = step.state;
      saving.apply(media.view.stream?.getVideoTracks()[0], sizeFor(view, source.page().isSaving));
      source.tell(inOrder([...step.found, ...deviceCauses(devices, now), ...toldBy(view)]));
      if (view.phase === 'talking' || view.phase === 'interrupted') say(step.found);
    };
    const say = (found: readonly Cause[]): void => {
      const tell = toTell(found);
      if (tell.join() !== told) source.hint({ kind: 'causes', told: tell });
      told = tell.join();
      // Chromium counts no loudness of what it plays through the sound tools of the page: nobody is told of silence then.
      const isRaised = source.page().hearsOtherwise === true || state.hearsVoice.isRaised;
      if (isRaised === voice || source.stats()?.facts?.heard === undefined) return;
      source.hint({ kind: 'heard', voice: isRaised });
      voice = isRaised;
    };
    const stops = [
      clock.every(lookEveryMs, look),
      clock.every(glanceEveryMs, () => source.flow() !== flow && look()),
      media.subscribe((view) => {
        devices = lookAtDevices(devices, view, clock.now());
      }),
      source.subscribe((view) => {
        if (isOver(view)) for (const stop of stops) stop();
      }),
    ];
  };

const isOver = ({ phase }: CallView): boolean => phase === 'ended' || phase === 'refused';

/** What the other page says of us and of itself, as long as both talk. */
function toldBy({ phase, hints }: CallView): Cause[] {
  if (phase !== 'talking') return [];
  const told = causes.filter((cause) => hints?.causes?.told.includes(cause));
  return hints?.saving?.on ? [...told, 'peer-saving'] : told;
}

function sightOf(source: CauseSource, isOnline: boolean): Sight {
  const view = source.view();
  const { stream, microphone, camera } = source.media.view;
  const stats = source.stats();
  const [sound, picture] = [stream?.getAudioTracks()[0], stream?.getVideoTracks()[0]];
  return {
    isOnline,
    signalling: view.signalling === 'open',
    isTalking: view.phase === 'talking',
    isStalled: source.flow() !== 'flowing' && (view.phase === 'talking' || view.phase === 'interrupted'),
    soundBlocked: view.soundBlocked,
    microphone: { isOn: microphone === 'on', isMuted: sound?.muted ?? false },
    camera: { isOn: camera === 'on', isMuted: picture?.muted ?? false },
    peerCamera: view.peer?.camera === 'on',
    heardThere: view.hints?.heard?.voice,
    facts: stats?.facts,
    roundTripMs: stats?.roundTripMs,
    refused: view.details.dropped,
    ...source.page(),
  };
}
