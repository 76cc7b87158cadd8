/** What goes over the line of the own devices, and how often it is said. */
import type { PeerId } from '@visavis/shared';
import { expect, it } from 'vitest';
import type { OwnScreen } from '../../clients/call/call-view.ts';
import { MediaTeller, tracksFor } from '../../clients/call/on-air.ts';
import { memoryTrack } from '../../clients/call/peer-memory.ts';
import { fakeMedia } from './call-doubles.ts';

const pid = (name: string) => name.padEnd(11, '-') as PeerId;

it('says the state of the devices once for every change and every new peer', () => {
  const { view } = fakeMedia();
  const teller = new MediaTeller();
  expect(teller.next(undefined, view)).toBeUndefined();
  expect(teller.next(pid('a'), view)).toMatchObject({ kind: 'media', microphone: 'on', camera: 'on' });
  expect(teller.next(pid('a'), { ...view })).toBeUndefined();
  expect(teller.next(pid('a'), { ...view, microphone: 'off' })).toMatchObject({ microphone: 'off' });
  expect(teller.next(pid('b'), { ...view, microphone: 'off' })).toMatchObject({ pid: pid('b') });
});

it('sends null for a device that is not there', () => {
  const { stream } = fakeMedia().view;
  expect(tracksFor(stream, 'all', true)).toMatchObject({ microphone: { kind: 'audio' }, camera: { kind: 'video' } });
  expect(tracksFor(undefined, 'all', true)).toEqual({ microphone: null, camera: null, screen: null });
});

it('says that a screen is shown, and sends it only where the face may be seen', () => {
  const { stream, ...view } = fakeMedia().view;
  const shown: OwnScreen = { kind: 'window', picture: memoryTrack('video'), sound: undefined };
  expect(new MediaTeller().next(pid('a'), view, shown)).toMatchObject({ screen: 'on' });
  expect(new MediaTeller().next(pid('a'), view)).toMatchObject({ screen: 'off' });
  expect(tracksFor(stream, 'all', true, shown)?.screen).toBe(shown.picture);
  expect(tracksFor(stream, 'sound', true, shown)?.screen).toBeNull();
  expect(tracksFor(stream, 'all', false, shown)).toBeUndefined();
});

it('sends nothing off the air or without proof, and sound alone for comparing', () => {
  const { stream } = fakeMedia().view;
  expect(tracksFor(stream, 'all', false)).toBeUndefined();
  expect(tracksFor(stream, 'none', true)).toBeUndefined();
  for (const isOnAir of [true, false]) {
    expect(tracksFor(stream, 'sound', isOnAir)).toMatchObject({ microphone: { kind: 'audio' }, camera: null });
  }
});
