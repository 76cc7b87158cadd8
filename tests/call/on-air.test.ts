/** What goes over the line of the own devices, and how often it is said. */
import type { PeerId } from '@visavis/shared';
import { expect, it } from 'vitest';
import { MediaTeller, tracksOf } from '../../clients/call/on-air.ts';
import { fakeMedia } from './call-doubles.ts';

const pid = (name: string) => name.padEnd(11, '-') as PeerId;

it('says the state of the devices once for every change and every new peer', () => {
  const { view } = fakeMedia();
  const teller = new MediaTeller();
  expect(teller.next(undefined, view)).toBeUndefined();
  expect(teller.next(pid('a'), view)).toMatchObject({ kind: 'media', microphone: 'on', camera: 'on' });
  expect(teller.next(pid('a'), { ...view, asking: true })).toBeUndefined();
  expect(teller.next(pid('a'), { ...view, microphone: 'off' })).toMatchObject({ microphone: 'off' });
  expect(teller.next(pid('b'), { ...view, microphone: 'off' })).toMatchObject({ pid: pid('b') });
});

it('sends null for a device that is not there', () => {
  const { view } = fakeMedia();
  expect(tracksOf(view)).toMatchObject({ microphone: { kind: 'audio' }, camera: { kind: 'video' } });
  expect(tracksOf({ ...view, stream: undefined })).toEqual({ microphone: null, camera: null });
});
