/** The own devices in real browsers: what the fakes of the unit tests claim is what browsers do. */
import { chromium, type Page } from '@playwright/test';
import { chromiumPath, deniedDevices, fakeMicrophoneOnly, noDevices, quietArguments } from './support/browsers.ts';
import { expect, test } from './support/test.ts';

interface View {
  microphone: string;
  camera: string;
  microphoneProblem?: string;
  cameraProblem?: string;
  microphones: { id: string; label: string }[];
  cameras: { id: string; label: string }[];
  speakers: { id: string; label: string }[];
  chosen: { microphone?: string; camera?: string; speaker?: string };
  tracks?: { kind: string; enabled: boolean; readyState: string }[];
}
declare global {
  interface Window {
    ownMedia: {
      open(wish: { microphone: boolean; camera: boolean }): Promise<View>;
      loudest(): Promise<{ level: number; tookMs: number }>;
      preview(): Promise<void>;
      testSound(): Promise<{ tookMs: number }>;
      view(): View;
      setMicrophone(on: boolean): void;
      setCamera(on: boolean): void;
      choose(kind: 'microphone' | 'camera' | 'speaker', id: string): Promise<View>;
    };
  }
}

const openBoth = (page: Page): Promise<View> =>
  page.evaluate(() => window.ownMedia.open({ microphone: true, camera: true }));

/** A browser of its own, on a machine with these devices. */
async function onMachine<T>(args: string[], harness: string, deed: (page: Page) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({ executablePath: chromiumPath, args });
  try {
    const page = await browser.newPage();
    await page.goto(`${harness}/media.html`);
    return await deed(page);
  } finally {
    await browser.close();
  }
}

test('both devices open, show a picture and list what can be chosen', { tag: '@firefox' }, async ({
  page,
  harness,
}) => {
  await page.goto(`${harness}/media.html`);
  const view = await openBoth(page);
  expect(view).toMatchObject({ microphone: 'on', camera: 'on' });
  expect(view.tracks).toEqual([
    { kind: 'audio', enabled: true, readyState: 'live' },
    { kind: 'video', enabled: true, readyState: 'live' },
  ]);
  expect(view.microphones.length).toBeGreaterThan(0);
  expect(view.cameras.map(({ id }) => id)).toContain(view.chosen.camera);
  await page.evaluate(() => window.ownMedia.preview());
});

test('a camera that is off is released and comes back', { tag: '@firefox' }, async ({ page, harness }) => {
  await page.goto(`${harness}/media.html`);
  await openBoth(page);
  const off = await page.evaluate(() => {
    window.ownMedia.setCamera(false);
    return window.ownMedia.view();
  });
  expect(off.camera).toBe('off');
  expect(off.tracks?.map(({ kind }) => kind)).toEqual(['audio']);
  await page.evaluate(() => window.ownMedia.setCamera(true));
  await expect.poll(() => page.evaluate(() => window.ownMedia.view().camera)).toBe('on');
  await page.evaluate(() => window.ownMedia.preview());
});

test('the level follows the microphone, at most 20 times a second, and is 0 while it is off', async ({
  page,
  harness,
}) => {
  await page.goto(`${harness}/media.html`);
  await openBoth(page);
  const on = await page.evaluate(() => window.ownMedia.loudest());
  expect(on.level).toBeGreaterThan(0.2);
  expect(on.tookMs).toBeGreaterThan(1_500);
  expect(on.tookMs).toBeLessThan(20_000);
  const off = await page.evaluate(() => {
    window.ownMedia.setMicrophone(false);
    return window.ownMedia.loudest();
  });
  expect(off.level).toBe(0);
});

test('the test sound plays to its end on the chosen loudspeaker', async ({ page, harness }) => {
  await page.goto(`${harness}/media.html`);
  const { speakers } = await openBoth(page);
  const standard = await page.evaluate(() => window.ownMedia.testSound());
  expect(standard.tookMs).toBeGreaterThan(500);
  const [speaker] = speakers;
  if (!speaker) throw new Error('the made-up machine has loudspeakers');
  const view = await page.evaluate((id) => window.ownMedia.choose('speaker', id), speaker.id);
  expect(view.chosen.speaker).toBe(speaker.id);
  await page.evaluate(() => window.ownMedia.testSound());
});

test('another camera takes over when it is chosen', async ({ harness }) => {
  const three = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=device-count=3'];
  await onMachine([...quietArguments, ...three], harness, async (page) => {
    const { cameras, chosen } = await openBoth(page);
    const other = cameras.find(({ id }) => id !== chosen.camera);
    if (!other) throw new Error('the made-up machine has three cameras');
    const view = await page.evaluate((id) => window.ownMedia.choose('camera', id), other.id);
    expect(view).toMatchObject({ camera: 'on', chosen: { camera: other.id } });
    await page.evaluate(() => window.ownMedia.preview());
  });
});

test('a machine without a camera keeps its microphone', async ({ harness }) => {
  const view = await onMachine([...quietArguments, ...fakeMicrophoneOnly], harness, openBoth);
  expect(view).toMatchObject({ microphone: 'on', camera: 'none', cameraProblem: 'not-found' });
});

test('a machine without devices says so', async ({ harness }) => {
  const view = await onMachine([...quietArguments, ...noDevices], harness, openBoth);
  expect(view).toMatchObject({ microphoneProblem: 'not-found', cameraProblem: 'not-found' });
});

test('a refusal is told as the site that is blocked, or the prompt that was dismissed', async ({ harness }) => {
  const view = await onMachine([...quietArguments, ...deniedDevices], harness, openBoth);
  expect(view).toMatchObject({ microphone: 'none', camera: 'none' });
  expect(['blocked-by-site', 'dismissed']).toContain(view.microphoneProblem);
  expect(view.cameraProblem).toBe(view.microphoneProblem);
});

test('one blocked device does not cost the other', async ({ harness }) => {
  await onMachine([...quietArguments, '--use-fake-device-for-media-stream'], harness, async (page) => {
    await page.context().grantPermissions(['microphone']);
    const view = await openBoth(page);
    expect(view).toMatchObject({ microphone: 'on', camera: 'none', cameraProblem: 'blocked-by-site' });
  });
});
