/** VP8 comes first wherever a browser puts it, and no codec is lost. */
import { afterEach, expect, test, vi } from 'vitest';
import { preferVp8 } from '../../clients/call/codec-order.ts';

const codecs = ['video/H264', 'video/rtx', 'video/VP9', 'video/vp8', 'video/red', 'video/AV1', 'video/VP8'].map(
  (mimeType) => ({ mimeType, clockRate: 90_000 }),
);

afterEach(() => vi.unstubAllGlobals());

function preferred(found: object | null): unknown {
  vi.stubGlobal('RTCRtpReceiver', { getCapabilities: () => found });
  let set: unknown;
  const setCodecPreferences = (list: { mimeType: string }[]) => {
    set = list.map(({ mimeType }) => mimeType);
  };
  preferVp8({ setCodecPreferences } as unknown as RTCRtpTransceiver);
  return set;
}

test('the whole list is kept, with VP8 in front and the rest in its order', () => {
  expect(preferred({ codecs })).toEqual([
    'video/vp8',
    'video/VP8',
    'video/H264',
    'video/rtx',
    'video/VP9',
    'video/red',
    'video/AV1',
  ]);
});

test('a browser that does not tell or cannot reorder keeps its own order', () => {
  expect(preferred(null)).toBeUndefined();
  vi.stubGlobal('RTCRtpReceiver', { getCapabilities: () => ({ codecs }) });
  expect(() => preferVp8({} as RTCRtpTransceiver)).not.toThrow();
});
