/** What is found wrong is shown here and told there; a wish to save makes the own picture small, whoever has it. */
import { describe, expect, it } from 'vitest';
import type { CallView, Hint } from '../../clients/call/call-view.ts';
import type { CauseSource } from '../../clients/call/cause-face.ts';
import { causesLater } from '../../clients/call/cause-later.ts';
import { watchWith } from '../../clients/call/cause-watch.ts';
import type { Cause } from '../../clients/call/causes.ts';
import { hintBytes, parseHint } from '../../clients/call/hints.ts';
import { manualClock } from '../../services/runtime/clock.ts';
import { fakeMedia } from './call-doubles.ts';

/** A call whose view, figures and page a test sets. */
function scene(isOnline = () => true) {
  const clock = manualClock();
  const media = fakeMedia();
  const hints: Hint[] = [];
  const listeners = new Set<(view: CallView) => void>();
  const world = {
    view: {
      phase: 'talking',
      signalling: 'open',
      soundBlocked: false,
      peer: { camera: 'on' },
      details: { dropped: 0 },
    } as CallView,
    page: { isDark: false, isSaving: false } as ReturnType<CauseSource['page']>,
    stats: undefined as ReturnType<CauseSource['stats']>,
    flow: 'flowing' as ReturnType<CauseSource['flow']>,
    found: [] as readonly Cause[],
  };
  const source: CauseSource = {
    clock,
    media,
    view: () => world.view,
    stats: () => world.stats,
    flow: () => world.flow,
    page: () => world.page,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    hint: (hint) => hints.push(hint),
    tell: (causes) => {
      world.found = causes;
    },
  };
  const show = (change: Partial<CallView>) => {
    world.view = { ...world.view, ...change };
    for (const listener of [...listeners]) listener(world.view);
  };
  return { clock, media, hints, world, source, show, watch: () => watchWith(isOnline)(source) };
}

const constrainable = () => {
  const asked: MediaTrackConstraints[] = [];
  const track = {
    kind: 'video',
    muted: false,
    applyConstraints: async (wish: MediaTrackConstraints) => asked.push(wish),
  };
  const stream = { getAudioTracks: () => [], getVideoTracks: () => [track] } as unknown as MediaStream;
  return { asked, stream };
};

describe('a watched conversation', () => {
  it('shows what it finds, and tells the other side what lies with it, once for every change', () => {
    const { clock, hints, world, watch, show } = scene();
    watch();
    show({ soundBlocked: true });
    clock.advance(2_000);
    expect(world.found).toEqual(['sound-held-back']);
    expect(hints).toEqual([{ kind: 'causes', told: ['peer-cannot-hear'] }]);
    show({ soundBlocked: false });
    clock.advance(1_000);
    expect(hints.at(-1)).toEqual({ kind: 'causes', told: [] });
  });

  it('shows what the other side tells, as long as both talk, and no word that it does not know', () => {
    const { clock, media, world, watch, show } = scene();
    media.show({ stream: constrainable().stream });
    watch();
    show({
      hints: {
        causes: { kind: 'causes', told: ['own-picture-dark', 'made-up'] },
        saving: { kind: 'saving', on: true },
      },
    });
    clock.advance(500);
    expect(world.found).toEqual(['own-picture-dark', 'peer-saving']);
    show({ phase: 'interrupted' });
    clock.advance(500);
    expect(world.found).toEqual([]);
  });

  it('tells whether a voice is heard here as soon as this browser counts it, silence included', () => {
    const { clock, hints, world, watch } = scene();
    watch();
    clock.advance(2_000);
    expect(hints).toEqual([]);
    let energy = 0;
    const hear = (power: number, seconds: number) => {
      for (let second = 0; second < seconds; second += 0.5) {
        energy += power / 2;
        world.stats = { facts: { heard: { energy, seconds: clock.now() / 1_000 }, received: clock.now() } } as never;
        clock.advance(500);
      }
    };
    hear(0, 2);
    hear(0.01, 2);
    hear(0, 6);
    expect(hints).toEqual([false, true, false].map((voice) => ({ kind: 'heard', voice })));
  });

  it('says that nothing arrives, and before it that this device has no network', () => {
    const { clock, world, watch } = scene(() => false);
    watch();
    clock.advance(500);
    world.flow = 'stalled';
    // Sooner than everything else: it is what the other side's fault looks like.
    clock.advance(200);
    expect(world.found).toEqual(['own-offline', 'nothing-arrives']);
  });

  it('says for a while which device took over from one that was pulled out, and nothing when one was chosen', () => {
    const { clock, media, world, watch } = scene();
    const list = (...ids: string[]) => ids.map((id) => ({ id, label: id }));
    const chosen = (microphone: string) => ({ microphone, camera: undefined, speaker: undefined });
    media.show({ microphones: list('headset', 'laptop'), chosen: chosen('headset') });
    watch();
    media.show({ chosen: chosen('laptop') });
    clock.advance(500);
    expect(world.found).toEqual([]);
    media.show({ chosen: chosen('headset') });
    media.show({ microphone: 'none', microphones: list('laptop'), chosen: chosen('headset') });
    media.show({ microphone: 'on', chosen: chosen('laptop') });
    clock.advance(500);
    expect(world.found).toEqual(['microphone-changed']);
    clock.advance(15_000);
    expect(world.found).toEqual([]);
  });

  it('makes the own picture small for whoever wants to save, on every camera, and large again', () => {
    const { clock, media, world, watch, show } = scene();
    const [one, other] = [constrainable(), constrainable()];
    media.show({ stream: one.stream });
    watch();
    clock.advance(1_000);
    expect(one.asked).toEqual([]);
    world.page = { isDark: false, isSaving: true };
    clock.advance(1_000);
    expect(one.asked).toMatchObject([{ height: { ideal: 180 } }]);
    media.show({ stream: other.stream });
    clock.advance(1_000);
    expect(other.asked).toMatchObject([{ height: { ideal: 180 } }]);
    world.page = { isDark: false, isSaving: false };
    show({ hints: { saving: { kind: 'saving', on: true } } });
    clock.advance(1_000);
    expect(other.asked).toHaveLength(1);
    show({ hints: { saving: { kind: 'saving', on: false } } });
    clock.advance(1_000);
    expect(other.asked).toMatchObject([{ height: { ideal: 180 } }, { height: { ideal: 720 } }]);
  });

  it('never tells the other side of silence while their voice is played otherwise than it comes', () => {
    const { clock, hints, world, watch } = scene();
    watch();
    let seconds = 0;
    const listen = (energyEach: number) => {
      for (let look = 0; look < 20; look++) {
        seconds += 0.5;
        const energy = (world.stats?.facts?.heard?.energy ?? 0) + energyEach;
        const heard = { energy, seconds };
        const counts = { received: 0, lost: 0, samples: 0, concealed: 0, pictures: 0, ownPictures: 0 };
        world.stats = { facts: { ...counts, heard, spoken: undefined } } as typeof world.stats;
        clock.advance(500);
      }
    };
    const said = () => hints.filter(({ kind }) => kind === 'heard').at(-1);
    listen(0.01);
    expect(said()).toEqual({ kind: 'heard', voice: true });
    listen(0);
    expect(said()).toEqual({ kind: 'heard', voice: false });
    world.page = { ...world.page, hearsOtherwise: true };
    listen(0);
    expect(said()).toEqual({ kind: 'heard', voice: true });
    world.page = { ...world.page, hearsOtherwise: false };
    listen(0);
    expect(said()).toEqual({ kind: 'heard', voice: false });
  });

  it('is not watched any more when it is over', () => {
    const { clock, world, watch, show } = scene();
    watch();
    show({ phase: 'ended', soundBlocked: true });
    clock.advance(2_000);
    expect(world.found).toEqual([]);
  });

  it('is not watched at all when the code comes after its end', () => {
    const { clock, world, watch, show } = scene();
    show({ phase: 'ended', soundBlocked: true });
    watch();
    clock.advance(2_000);
    expect(world.found).toEqual([]);
  });

  it('is watched from the moment the other person is there, and goes on when the code does not come', async () => {
    const { source, show } = scene();
    let asked = 0;
    causesLater(() => {
      asked++;
      return Promise.reject(new Error('no network'));
    })(source);
    show({ peer: undefined });
    expect(asked).toBe(0);
    show({ peer: { camera: 'on' } as CallView['peer'] });
    show({ peer: { camera: 'off' } as CallView['peer'] });
    await new Promise(setImmediate);
    expect(asked).toBe(1);
  });
});

describe('a hint of what is wrong', () => {
  const parsed = (hint: unknown) => parseHint(hintBytes(hint as Hint));

  it('is taken as it was sent, and refused when it is none', () => {
    const good: Hint[] = [
      { kind: 'causes', told: ['own-echo'] },
      { kind: 'heard', voice: false },
      { kind: 'saving', on: true },
    ];
    for (const hint of good) expect(parsed(hint)).toEqual(hint);
    const bad = [
      { kind: 'causes', told: ['<b>'] },
      { kind: 'causes', told: Array(40).fill('saving') },
      { kind: 'heard' },
    ];
    for (const hint of bad) expect(parsed(hint)).toBeUndefined();
  });
});
