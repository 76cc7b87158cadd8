/** Every reason for a missing device that a person can do something about is told apart from the others. */
import { describe, expect, test } from 'vitest';
import { createMedia } from '../../clients/call/media.ts';
import { isInAppBrowser } from '../../clients/call/media-problem.ts';
import { loudness } from '../../clients/call/media-sound.ts';
import { domError, fakeMachine } from './fixtures/devices.ts';

const facebook =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 [FBAN/FBIOS;FBAV/1]';

describe('a refused device', () => {
  const cases = [
    ['blocked-by-site', domError('NotAllowedError', 'Permission denied'), 'denied'],
    ['blocked-by-site', domError('NotAllowedError', 'Permission denied'), undefined],
    ['blocked-by-site', domError('SecurityError'), 'denied'],
    ['blocked-by-system', domError('NotAllowedError', 'Permission denied by system'), 'denied'],
    ['blocked-by-system', domError('NotAllowedError', 'The request is not allowed by the platform'), 'granted'],
    ['dismissed', domError('NotAllowedError', 'Permission dismissed'), 'denied'],
    ['dismissed', domError('NotAllowedError', 'The request is not allowed'), 'prompt'],
    ['in-use', domError('NotReadableError', 'Could not start video source'), 'granted'],
    ['in-use', domError('AbortError', 'Starting videoinput failed'), 'granted'],
    ['not-found', domError('NotFoundError'), 'prompt'],
    ['unsupported', domError('NotSupportedError'), 'prompt'],
    ['unknown', domError('SomethingNewError'), 'prompt'],
  ] as const;

  for (const [problem, error, state] of cases) {
    test(`is ${problem} after ${error.name} "${error.message}" with permission ${state}`, async () => {
      const { devices, parts } = fakeMachine(state ? { microphone: state, camera: state } : {});
      devices.policy = () => error;
      const media = createMedia(parts);
      await media.open({ microphone: true, camera: true });
      expect(media.view).toMatchObject({
        microphone: 'none',
        camera: 'none',
        microphoneProblem: problem,
        cameraProblem: problem,
      });
    });
  }

  test('is not asked for again at once when the person refused both', async () => {
    const { devices, parts } = fakeMachine({ microphone: 'prompt', camera: 'prompt' });
    devices.policy = () => domError('NotAllowedError', 'Permission dismissed');
    await createMedia(parts).open({ microphone: true, camera: true });
    expect(devices.asked).toHaveLength(1);
  });

  test('does not keep the other one from being asked for alone', async () => {
    const { devices, parts } = fakeMachine({ microphone: 'prompt', camera: 'denied' });
    devices.policy = ({ camera }) => (camera ? domError('NotAllowedError', 'Permission denied') : undefined);
    const media = createMedia(parts);
    await media.open({ microphone: true, camera: true });
    expect(media.view).toMatchObject({ microphone: 'on', camera: 'none', cameraProblem: 'blocked-by-site' });
    expect(devices.asked).toHaveLength(2);
  });

  test('is named after the app that shows the page, where apps refuse on their own', async () => {
    const { devices, parts } = fakeMachine();
    devices.policy = () => domError('NotAllowedError');
    const media = createMedia({ ...parts, userAgent: facebook });
    await media.open({ microphone: true, camera: false });
    expect(media.view.microphoneProblem).toBe('in-app-browser');
  });
});

describe('a browser without devices', () => {
  test.each([
    ['insecure-page', { isSecureContext: false }],
    ['in-app-browser', { userAgent: facebook }],
    ['unsupported', {}],
  ] as const)('is told as %s', async (problem, surroundings) => {
    const media = createMedia({ ...fakeMachine().parts, ...surroundings, devices: undefined });
    await media.open({ microphone: true, camera: true });
    expect(media.view).toMatchObject({ microphoneProblem: problem, cameraProblem: problem, stream: undefined });
  });
});

describe('an app that shows pages itself', () => {
  test.each([
    facebook,
    'Mozilla/5.0 (Linux; Android 16; Pixel 9 Build/X; wv) AppleWebKit/537.36 Version/4.0 Chrome/150.0 Mobile Safari/537.36',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 400.0',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
    'Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/150.0 Mobile Safari/537.36 WhatsApp/2.26',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 GSA/380.0 Mobile/15E148 Safari/604.1',
  ])('is recognised: %s', (userAgent) => {
    expect(isInAppBrowser(userAgent)).toBe(true);
  });

  test.each([
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/150.0 Mobile/15E148 Safari/604.1',
    'Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:153.0) Gecko/20100101 Firefox/153.0',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15',
  ])('is not taken for a real browser: %s', (userAgent) => {
    expect(isInAppBrowser(userAgent)).toBe(false);
  });
});

describe('loudness', () => {
  test('is 0 in silence, 1 when loud, and rises in between', () => {
    const tone = (amplitude: number) => new Float32Array(1024).map((_, at) => amplitude * Math.sin(at / 5));
    expect(loudness(new Float32Array(1024))).toBe(0);
    expect(loudness(new Float32Array())).toBe(0);
    expect(loudness(tone(1))).toBe(1);
    const [whisper, speech] = [loudness(tone(0.005)), loudness(tone(0.05))];
    expect(whisper).toBeGreaterThan(0);
    expect(speech).toBeGreaterThan(whisper);
    expect(speech).toBeLessThan(1);
  });
});
