/** What a person shows beside their face: how it comes, how long it stays, and that it goes for good. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { OwnScreen } from '../../clients/call/call-view.ts';
import { isOnAir, memoryTrack } from '../../clients/call/peer-memory.ts';
import { canShowScreen } from '../../clients/call/screen-support.ts';
import { Sharing } from '../../clients/call/sharing.ts';
import { SoundMix } from '../../clients/call/sound-mix.ts';
import { makeWorld, type Person, received, seesScreen, talking, together } from './world.ts';

const aScreen = (sound?: MediaStreamTrack): OwnScreen => ({ kind: 'tab', picture: memoryTrack('video'), sound });

/** As the browser's own bar does. */
function endInBrowser(track: MediaStreamTrack): void {
  track.stop();
  track.dispatchEvent(new Event('ended'));
}

/** Whether the other person's page says that something is shown, and whether it is seen. */
const sees = (person: Person) => [person.call.view.peer?.screen, seesScreen(person)];

describe('a shown screen', () => {
  it('is seen beside the face, in both directions at once', async () => {
    const { advisor, guest, pass } = await talking();
    const screen = aScreen();
    advisor.call.share(screen);
    await pass(100);
    expect(sees(guest)).toEqual(['on', true]);
    expect(received(guest)).toEqual([true, true]);
    expect(advisor.call.view.ownScreen).toBe(screen);
    expect(guest.call.view.ownScreen).toBeUndefined();
    guest.call.share(aScreen());
    await pass(100);
    expect([sees(guest), sees(advisor)]).toEqual([
      ['on', true],
      ['on', true],
    ]);
  });

  it('is over when the person ends it, and when the browser does', async () => {
    const { advisor, guest, pass } = await talking();
    for (const end of [() => advisor.call.share(undefined), (picture: MediaStreamTrack) => endInBrowser(picture)]) {
      const screen = aScreen(memoryTrack('audio'));
      advisor.call.share(screen);
      await pass(100);
      end(screen.picture);
      await pass(100);
      expect(sees(guest)).toEqual(['off', false]);
      expect(guest.call.view.remoteScreen).toBeUndefined();
      expect(advisor.call.view.ownScreen).toBeUndefined();
      expect([screen.picture.readyState, screen.sound?.readyState]).toEqual(['ended', 'ended']);
    }
  });

  it('comes back by itself on a new connection, without being chosen again', async () => {
    const { advisor, guest, network, pass } = await talking();
    const screen = aScreen();
    guest.call.share(screen);
    await pass(100);
    network.closeChannels();
    await pass(1_000);
    expect(advisor.call.view.details.rebuilds).toBe(1);
    expect(sees(advisor)).toEqual(['on', true]);
    expect(guest.call.view.ownScreen).toBe(screen);
  });

  it('is shown to the other side as well after that one has reloaded and come back', async () => {
    const world = makeWorld();
    const { advisor, guest, pass } = await talking(world);
    advisor.call.share(aScreen());
    guest.leavePage();
    await pass(500);
    const again = world.join('guest');
    await pass(500);
    again.call.start();
    await pass(500);
    expect(sees(again)).toEqual(['on', true]);
  });

  it('is on nobody else than the one it was shown to, and over with the conversation', async () => {
    const { advisor, guest, pass } = await talking();
    const [first, second] = [aScreen(), aScreen()];
    advisor.call.share(first);
    await pass(100);
    advisor.call.dismiss();
    expect(first.picture.readyState).toBe('ended');
    guest.call.share(second);
    guest.call.hangUp();
    await pass(6_000);
    expect(second.picture.readyState).toBe('ended');
    const late = aScreen();
    guest.call.share(late);
    expect(late.picture.readyState).toBe('ended');
  });

  it('is sent no earlier than the face', async () => {
    const { advisor, guest, pass } = await together();
    advisor.call.share(aScreen());
    await pass(100);
    expect(seesScreen(guest)).toBe(false);
    advisor.call.start();
    guest.call.start();
    await pass(200);
    expect(seesScreen(guest)).toBe(true);
  });
});

describe('what is shown', () => {
  const kept = () => {
    const told: (OwnScreen | undefined)[] = [];
    return { told, sharing: new Sharing((screen) => told.push(screen)) };
  };

  it('takes the place of what was shown before', () => {
    const { told, sharing } = kept();
    const [one, other] = [aScreen(), aScreen()];
    sharing.put(one);
    sharing.put(other);
    expect(told).toEqual([one, other]);
    expect([one.picture.readyState, other.picture.readyState]).toEqual(['ended', 'live']);
    endInBrowser(one.picture);
    expect(told).toHaveLength(2);
  });

  it('goes on in silence when only its sound ends', () => {
    const { told, sharing } = kept();
    const screen = aScreen(memoryTrack('audio'));
    sharing.put(screen);
    if (screen.sound) endInBrowser(screen.sound);
    expect(told.at(-1)).toEqual({ ...screen, sound: undefined });
    expect(screen.picture.readyState).toBe('live');
    endInBrowser(screen.picture);
    expect(told.at(-1)).toBeUndefined();
  });

  it('is not begun when it was over before', () => {
    const { told, sharing } = kept();
    const screen = aScreen();
    screen.picture.stop();
    sharing.put(screen);
    expect(told).toEqual([]);
  });

  it('is offered only where the browser can show a screen', () => {
    expect(canShowScreen({ mediaDevices: { getDisplayMedia: () => undefined } })).toBe(true);
    expect(canShowScreen({ mediaDevices: {} })).toBe(false);
    expect(canShowScreen({})).toBe(false);
  });
});

describe('the sound of what is shown', () => {
  it('goes alone where there is no voice, and the voice goes alone where nothing can be mixed', () => {
    const [voice, sound] = [memoryTrack('audio'), memoryTrack('audio')];
    for (const audio of [
      () => undefined,
      () => {
        throw new Error('too many contexts');
      },
    ]) {
      const mix = new SoundMix(audio);
      expect(mix.of(voice, undefined)).toBe(voice);
      expect(mix.of(null, sound)).toBe(sound);
      expect(mix.of(null, undefined)).toBeNull();
      expect(mix.of(voice, sound)).toBe(voice);
      mix.close();
      expect([voice.readyState, sound.readyState]).toEqual(['live', 'live']);
    }
    expect(isOnAir(voice)).toBe(false);
  });

  it('goes out together with the voice, as one track that stays until one of the two changes', () => {
    vi.stubGlobal('MediaStream', class {});
    onTestFinished(() => void vi.unstubAllGlobals());
    const made: { joined: number; closed: boolean; track: MediaStreamTrack }[] = [];
    const audio = () => {
      const facts = { joined: 0, closed: false, track: memoryTrack('audio') };
      made.push(facts);
      const context = {
        createMediaStreamDestination: () => ({ stream: { getAudioTracks: () => [facts.track] } }),
        createMediaStreamSource: () => ({ connect: () => facts.joined++ }),
        resume: async () => {},
        close: async () => void Object.assign(facts, { closed: true }),
      };
      return context as unknown as AudioContext;
    };
    const mix = new SoundMix(audio);
    const [voice, other, sound] = [memoryTrack('audio'), memoryTrack('audio'), memoryTrack('audio')];
    const first = mix.of(voice, sound);
    expect([first, mix.of(voice, sound)]).toEqual([made[0]?.track, made[0]?.track]);
    const second = mix.of(other, sound);
    expect([second, made.length, made[0]?.joined, made[0]?.closed]).toEqual([made[1]?.track, 2, 2, true]);
    expect(mix.of(other, undefined)).toBe(other);
    expect([made[1]?.closed, made[1]?.track.readyState, other.readyState]).toEqual([true, 'ended', 'live']);
  });
});
