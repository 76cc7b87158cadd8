/** Showing something: how a picture is looked at closer, what the browser is asked for, and what its answers mean. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryStream, memoryTrack } from '../../clients/call/peer-memory-tracks.ts';
import { askForScreen, canAskForScreen, type ScreenDevices } from '../../clients/ui/call/share/capture-screen.ts';
import { paintedSize } from '../../clients/ui/call/share/show-picture.ts';
import { shareTexts } from '../../clients/ui/call/share/texts.ts';
import {
  actualSize,
  closest,
  panBy,
  pinchTo,
  wholePicture,
  zoomBy,
  zoomByKey,
} from '../../clients/ui/call/share/zoom.ts';

const picture = { width: 1920, height: 1080 };
const place = { width: 960, height: 540 };

describe('looking closer at a picture', () => {
  it('never leaves an edge of it inside a place that it could fill, whatever is done', () => {
    const deed = fc.oneof(
      fc.record({ key: fc.constantFrom('+', '-', '0', '1', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown') }),
      fc.record({ factor: fc.double({ min: 0.1, max: 10, noNaN: true }), x: fc.integer(), y: fc.integer() }),
    );
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
        let zoom = wholePicture;
        for (const one of deeds) {
          zoom =
            'key' in one
              ? (zoomByKey(one.key, zoom, picture, place) ?? zoom)
              : zoomBy(zoom, one.factor, picture, place, { x: one.x % 480, y: one.y % 270 });
          expect(zoom.scale).toBeGreaterThanOrEqual(1);
          expect(zoom.scale).toBeLessThanOrEqual(closest);
          expect(Math.abs(zoom.x)).toBeLessThanOrEqual(((zoom.scale - 1) * place.width) / 2 + 1e-6);
          expect(Math.abs(zoom.y)).toBeLessThanOrEqual(((zoom.scale - 1) * place.height) / 2 + 1e-6);
        }
      }),
    );
  });

  it('keeps what lies under the pointer where it is', () => {
    const at = { x: 100, y: -40 };
    const near = zoomBy(wholePicture, 2, picture, place, at);
    expect(near).toEqual({ scale: 2, x: -100, y: 40 });
    expect(zoomBy(near, 0.5, picture, place, at)).toEqual(wholePicture);
  });

  it('shows one point of the picture on one of the page, and the whole where that is smaller', () => {
    expect(actualSize(wholePicture, picture, place).scale).toBe(2);
    expect(actualSize(zoomBy(wholePicture, 5, picture, place), picture, place).scale).toBe(2);
    expect(actualSize(wholePicture, { width: 320, height: 180 }, place)).toEqual(wholePicture);
  });

  it('follows two fingers and one', () => {
    const from = { middle: { x: 0, y: 0 }, distance: 100 };
    const near = pinchTo(wholePicture, from, { middle: { x: 30, y: 10 }, distance: 300 }, picture, place);
    expect(near).toEqual({ scale: 3, x: 30, y: 10 });
    expect(panBy(near, 10_000, 5, picture, place)).toEqual({ scale: 3, x: 960, y: 15 });
    expect(zoomByKey('m', near, picture, place)).toBeUndefined();
  });

  it('does no harm before there is a picture', () => {
    const nothing = { width: 0, height: 0 };
    for (const key of ['+', '1', 'ArrowUp'])
      expect(Object.values(zoomByKey(key, wholePicture, nothing, nothing) ?? {}).every(Number.isFinite)).toBe(true);
  });
});

const devices = (answer: () => Promise<MediaStream>, supported = {}) => {
  const asked: object[] = [];
  const made: ScreenDevices = {
    getSupportedConstraints: () => supported,
    getDisplayMedia: (wish) => {
      asked.push(wish ?? {});
      return answer();
    },
  };
  return { asked, made };
};

const shown = (displaySurface: string, ...more: MediaStreamTrack[]) => {
  const track = Object.assign(memoryTrack('video'), { getSettings: () => ({ displaySurface }) });
  return { track, stream: async () => memoryStream([track, ...more]) };
};

describe('asking the browser for a screen', () => {
  it.each([
    ['monitor', 'screen'],
    ['window', 'window'],
    ['browser', 'tab'],
    ['', 'screen'],
  ])('knows that "%s" is a %s, and asks for sharp text', async (surface, kind) => {
    const { track, stream } = shown(surface);
    const answer = await askForScreen(devices(stream).made);
    expect(answer).toEqual({ screen: { kind, picture: track, sound: undefined } });
    expect(track.contentHint).toBe('text');
  });

  it('takes the sound along, but not that of the whole computer where the other voice would come back', async () => {
    const sound = memoryTrack('audio');
    const { stream } = shown('browser', sound);
    const [plain, knowing] = [devices(stream), devices(stream, { restrictOwnAudio: true })];
    expect(await askForScreen(plain.made)).toMatchObject({ screen: { sound } });
    await askForScreen(knowing.made);
    expect(plain.asked[0]).toMatchObject({ systemAudio: 'exclude', selfBrowserSurface: 'exclude' });
    expect(knowing.asked[0]).toMatchObject({ systemAudio: 'include', audio: { restrictOwnAudio: true } });
  });

  it.each([
    ['NotAllowedError', 'Permission denied', 'refused'],
    ['NotAllowedError', 'Permission denied by system', 'blocked-by-system'],
    ['NotReadableError', '', 'failed'],
  ])('tells a person that chose nothing from a system that forbids it (%s %s)', async (name, message, problem) => {
    const { made } = devices(() => Promise.reject(Object.assign(new Error(message), { name })));
    expect(await askForScreen(made)).toEqual({ problem });
    expect(shareTexts.de.problems).toHaveProperty(problem);
  });

  it('is offered only where the browser can', () => {
    expect(canAskForScreen(undefined)).toBe(false);
    expect(canAskForScreen({})).toBe(false);
    expect(canAskForScreen(devices(shown('').stream).made)).toBe(true);
  });
});

it('paints a photo no larger than it can be read, in even numbers, and never larger than it is', () => {
  expect(paintedSize(4032, 3024)).toEqual({ width: 1920, height: 1440 });
  expect(paintedSize(3024, 4032)).toEqual({ width: 1080, height: 1440 });
  expect(paintedSize(641, 479)).toEqual({ width: 642, height: 480 });
  expect(paintedSize(1, 1)).toEqual({ width: 2, height: 2 });
});
