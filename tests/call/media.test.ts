/** The own devices on a made-up machine: on air only while wanted, and one failing device never costs the other. */
import { describe, expect, test } from 'vitest';
import { createMedia } from '../../clients/call/media.ts';
import { domError, fakeMachine } from './fixtures/devices.ts';

const both = { microphone: true, camera: true };
const kindsOf = (stream: MediaStream | undefined) => stream?.getTracks().map(({ kind }) => kind);

describe('the own devices', () => {
  test('ask nothing before they are opened', () => {
    const { devices, parts } = fakeMachine();
    const media = createMedia(parts);
    expect(devices.asked).toEqual([]);
    expect(media.view).toMatchObject({ microphone: 'none', camera: 'none', asking: false, stream: undefined });
  });

  test('open both with one prompt, and say that they ask meanwhile', async () => {
    const { devices, parts } = fakeMachine();
    const media = createMedia(parts);
    const asking: boolean[] = [];
    media.subscribe((view) => asking.push(view.asking));
    await media.open(both);
    expect(devices.asked).toHaveLength(1);
    expect(devices.asked[0]).toMatchObject({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
      video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 25 } },
    });
    expect(asking).toContain(true);
    expect(media.view).toMatchObject({
      microphone: 'on',
      camera: 'on',
      asking: false,
      microphones: [{ id: 'mic-1' }, { id: 'mic-2' }],
      speakers: [{ id: 'out-1', label: 'Speakers' }],
      chosen: { microphone: 'mic-1', camera: 'cam-1', speaker: undefined },
    });
    expect(kindsOf(media.view.stream)).toEqual(['audio', 'video']);
    expect(media.view.stream?.getTracks().map(({ contentHint }) => contentHint)).toEqual(['speech', 'motion']);
  });

  test('come although the browser can make no meter of their sound', async () => {
    const { parts } = fakeMachine();
    const deaf = { createAnalyser: () => ({}), close: async () => {} } as unknown as AudioContext;
    const media = createMedia({ ...parts, audio: () => deaf });
    media.onLevel(() => {});
    await media.open(both);
    expect(media.view).toMatchObject({ microphone: 'on', camera: 'on', asking: false });
  });

  test('say "off", not "none", for what was not wished', async () => {
    const { devices, parts } = fakeMachine();
    const media = createMedia(parts);
    await media.open({ microphone: true, camera: false });
    expect(devices.asked[0]?.video).toBe(false);
    expect(media.view).toMatchObject({ microphone: 'on', camera: 'off' });
  });

  test('release a camera that is off and fetch it again, with another stream each time', async () => {
    const { devices, parts } = fakeMachine();
    const media = createMedia(parts);
    await media.open(both);
    const before = media.view.stream;
    media.setCamera(false);
    expect(media.view.camera).toBe('off');
    expect(devices.tracks.find(({ kind }) => kind === 'video')?.readyState).toBe('ended');
    expect(kindsOf(media.view.stream)).toEqual(['audio']);
    expect(media.view.stream).not.toBe(before);
    media.setCamera(true);
    await expect.poll(() => media.view.camera).toBe('on');
    expect(kindsOf(media.view.stream)).toEqual(['audio', 'video']);
  });

  test('mute a microphone without letting it go', async () => {
    const { devices, parts } = fakeMachine();
    const media = createMedia(parts);
    await media.open(both);
    const [microphone] = media.view.stream?.getAudioTracks() ?? [];
    media.setMicrophone(false);
    expect([media.view.microphone, microphone?.enabled, microphone?.readyState]).toEqual(['off', false, 'live']);
    media.setMicrophone(true);
    expect([media.view.microphone, microphone?.enabled]).toEqual(['on', true]);
    expect(devices.asked).toHaveLength(1);
  });

  test('never go on air when the person changed their mind during the prompt', async () => {
    const { devices, parts } = fakeMachine();
    const media = createMedia(parts);
    let answer = () => {};
    devices.person = new Promise((resolve) => {
      answer = resolve;
    });
    const opened = media.open(both);
    await expect.poll(() => devices.asked.length).toBe(1);
    media.setCamera(false);
    media.setMicrophone(false);
    answer();
    await opened;
    expect(media.view).toMatchObject({ microphone: 'off', camera: 'off' });
    expect(devices.tracks.map(({ enabled, readyState }) => [enabled, readyState])).toEqual([
      [false, 'live'],
      [true, 'ended'],
    ]);
  });

  test('keep the microphone when the camera is in use elsewhere', async () => {
    const { devices, parts } = fakeMachine();
    devices.policy = ({ camera }) => (camera ? domError('NotReadableError') : undefined);
    const media = createMedia(parts);
    await media.open(both);
    expect(media.view).toMatchObject({ microphone: 'on', camera: 'none', cameraProblem: 'in-use' });
    expect(media.view.microphoneProblem).toBeUndefined();
  });

  test('keep the camera when there is no microphone', async () => {
    const { devices, parts } = fakeMachine();
    devices.list = devices.list.filter(({ kind }) => kind !== 'audioinput');
    const media = createMedia(parts);
    await media.open(both);
    expect(media.view).toMatchObject({ microphone: 'none', microphoneProblem: 'not-found', camera: 'on' });
  });

  test('do not ask again for the camera when only the microphone is switched', async () => {
    const { devices, parts } = fakeMachine({ camera: 'denied', microphone: 'granted' });
    devices.policy = ({ camera }) => (camera ? domError('NotAllowedError', 'Permission denied') : undefined);
    const media = createMedia(parts);
    await media.open(both);
    const asked = devices.asked.length;
    media.setMicrophone(false);
    media.setMicrophone(true);
    await media.choose('microphone', 'mic-2');
    expect(devices.asked.slice(asked).map(({ video }) => video)).toEqual([false]);
  });

  test('try once more when the person presses the button of a device that failed', async () => {
    const { devices, parts } = fakeMachine();
    devices.policy = ({ camera }) => (camera ? domError('NotReadableError') : undefined);
    const media = createMedia(parts);
    await media.open(both);
    devices.policy = () => undefined;
    media.setCamera(true);
    await expect.poll(() => media.view.camera).toBe('on');
    expect(media.view.cameraProblem).toBeUndefined();
  });
});

describe('a change of devices', () => {
  test('goes to the chosen microphone and camera, and lets the old ones go', async () => {
    const { devices, parts } = fakeMachine();
    const media = createMedia(parts);
    await media.open(both);
    media.setMicrophone(false);
    await media.choose('microphone', 'mic-2');
    await media.choose('camera', 'cam-2');
    expect(media.view.chosen).toMatchObject({ microphone: 'mic-2', camera: 'cam-2' });
    expect(media.view).toMatchObject({ microphone: 'off', camera: 'on' });
    expect(media.view.stream?.getTracks().map((track) => track.getSettings().deviceId)).toEqual(['mic-2', 'cam-2']);
    expect(devices.tracks.filter(({ readyState }) => readyState === 'live')).toHaveLength(2);
  });

  test('keeps the old microphone when the chosen one cannot be opened', async () => {
    const { devices, parts } = fakeMachine();
    const media = createMedia(parts);
    await media.open(both);
    devices.policy = () => domError('NotReadableError');
    await media.choose('microphone', 'mic-2');
    expect(media.view).toMatchObject({ microphone: 'on', chosen: { microphone: 'mic-1' } });
    expect(media.view.microphoneProblem).toBeUndefined();
  });

  test('takes the next microphone when the headset is pulled out', async () => {
    const { devices, parts } = fakeMachine({ microphone: 'granted' });
    const media = createMedia(parts);
    await media.open(both);
    await media.choose('microphone', 'mic-1');
    devices.pull('mic-1');
    await expect.poll(() => media.view.chosen.microphone).toBe('mic-2');
    expect(media.view.microphone).toBe('on');
    expect(media.view.microphones).toEqual([{ id: 'mic-2', label: 'Built-in' }]);
  });

  test('names the loss of the last camera, and fetches the next one that is plugged in', async () => {
    const { devices, parts } = fakeMachine({ camera: 'granted' });
    const media = createMedia(parts);
    await media.open(both);
    devices.pull('cam-2');
    devices.pull('cam-1');
    await expect.poll(() => media.view.cameraProblem).toBe('not-found');
    expect(media.view).toMatchObject({ camera: 'none', microphone: 'on' });
    devices.plug({ kind: 'videoinput', deviceId: 'cam-3', label: 'New' });
    await expect.poll(() => media.view.camera).toBe('on');
    expect(media.view.chosen.camera).toBe('cam-3');
  });

  test('forgets a chosen loudspeaker that is gone', async () => {
    const { devices, parts } = fakeMachine();
    const media = createMedia(parts);
    await media.open(both);
    await media.choose('speaker', 'out-1');
    expect(media.view.chosen.speaker).toBe('out-1');
    devices.pull('out-1');
    await expect.poll(() => media.view.speakers).toEqual([]);
    expect(media.view.chosen.speaker).toBeUndefined();
  });

  test('offers no loudspeakers where the browser cannot choose one', async () => {
    const { parts } = fakeMachine();
    const media = createMedia({ ...parts, canChooseSpeaker: false });
    await media.open(both);
    expect(media.view.speakers).toEqual([]);
  });
});

describe('the end of the own devices', () => {
  test('stops every track', async () => {
    const { devices, parts } = fakeMachine();
    const media = createMedia(parts);
    await media.open(both);
    media.close();
    expect(devices.tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
    expect(media.view.stream).toBeUndefined();
  });

  test('stops even a track that comes late, and says nothing more', async () => {
    const { devices, parts } = fakeMachine();
    const media = createMedia(parts);
    let answer = () => {};
    devices.person = new Promise((resolve) => {
      answer = resolve;
    });
    const opened = media.open(both);
    await expect.poll(() => devices.asked.length).toBe(1);
    media.close();
    media.close();
    let told = 0;
    media.subscribe(() => told++);
    answer();
    await opened;
    expect(devices.tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
    expect(media.view.stream).toBeUndefined();
    devices.pull('mic-1');
    expect(devices.asked).toHaveLength(1);
  });

  test('rejects a test sound that nothing can play', async () => {
    const media = createMedia(fakeMachine().parts);
    await expect(media.playTestSound()).rejects.toThrow('cannot make a sound');
  });
});
