/** The whole engine in real browsers: what it connects, mends and takes off the air with real descriptions. */
import type { CallPhase, CallView } from '../../clients/call/call-view.ts';
import type { WakeReason } from '../../clients/call/wake.ts';
import { expect, test } from './support/test.ts';

type Who = 'advisor' | 'guest';
declare global {
  interface Window {
    engine: {
      openDevices(): Promise<void>;
      do(who: Who, deed: 'start' | 'hangUp' | 'undoHangUp'): void;
      both(phase: CallPhase): Promise<number>;
      transports(): Promise<boolean>;
      view(who: Who): CallView;
      wake(reason: WakeReason): void;
      killWorker(): void;
      silencePods(): void;
      senses(): Promise<void>;
      reload(): void;
    };
  }
}

test.describe('two calls', { tag: '@firefox' }, () => {
  test.beforeEach(async ({ page, harness }) => {
    await page.goto(`${harness}/engine.html`);
    await page.evaluate(() => window.engine.openDevices());
    await page.evaluate(() => window.engine.both('together'));
    await expect.poll(() => page.evaluate(() => window.engine.transports())).toBe(true);
    await page.evaluate(() => window.engine.do('guest', 'start'));
    await page.evaluate(() => window.engine.do('advisor', 'start'));
    const startedMs = await page.evaluate(() => window.engine.both('talking'));
    await page.evaluate(() => window.engine.senses());
    test
      .info()
      .annotations.push({ type: 'from the second press to talking', description: `${Math.round(startedMs)} ms` });
    for (const who of ['advisor', 'guest'] as const) {
      expect((await page.evaluate((one) => window.engine.view(one), who)).details.dropped).toBe(0);
    }
  });

  test('see each other on a line that stood before they pressed, sealed, and are told the path', async ({ page }) => {
    const view = await page.evaluate(() => window.engine.view('guest'));
    expect(view).toMatchObject({
      proof: 'sealed',
      transport: 'connected',
      peer: { name: 'the advisor', camera: 'on' },
      privacy: { frames: 'on' },
    });
    await expect
      .poll(async () => (await page.evaluate(() => window.engine.view('guest'))).details)
      .toMatchObject({ path: 'direct', codec: 'VP8' });
  });

  test('keep seeing each other through a restart, and without any pod', async ({ page }) => {
    await page.evaluate(() => window.engine.silencePods());
    await page.evaluate(() => window.engine.wake('network-changed'));
    await expect
      .poll(async () => (await page.evaluate(() => window.engine.view('advisor'))).details.restarts)
      .toBeGreaterThan(0);
    await page.evaluate(() => window.engine.senses());
    const view = await page.evaluate(() => window.engine.view('guest'));
    expect(view).toMatchObject({ phase: 'talking', signalling: 'reconnecting', details: { dropped: 0, rebuilds: 0 } });
  });

  test('get another connection with keys of its own when a worker dies, and see each other again', async ({ page }) => {
    await page.evaluate(() => window.engine.killWorker());
    const details = async () => (await page.evaluate(() => window.engine.view('advisor'))).details;
    await expect.poll(async () => (await details()).rebuilds).toBeGreaterThan(0);
    await page.evaluate(() => window.engine.both('talking'));
    await page.evaluate(() => window.engine.senses());
    await expect.poll(async () => (await page.evaluate(() => window.engine.view('guest'))).privacy.frames).toBe('on');
  });

  test('take the one who hangs up off the air, and bring them back', async ({ page }) => {
    await page.evaluate(() => window.engine.do('guest', 'hangUp'));
    await expect
      .poll(async () => (await page.evaluate(() => window.engine.view('advisor'))).peer?.hangingUp)
      .toBe(true);
    await page.evaluate(() => window.engine.do('guest', 'undoHangUp'));
    await page.evaluate(() => window.engine.both('talking'));
    await page.evaluate(() => window.engine.senses());
  });

  test('meet again after a reload with one tap', async ({ page }) => {
    await page.evaluate(() => window.engine.reload());
    await expect.poll(async () => (await page.evaluate(() => window.engine.view('guest'))).phase).toBe('together');
    await page.evaluate(() => window.engine.do('guest', 'start'));
    await page.evaluate(() => window.engine.openDevices());
    await page.evaluate(() => window.engine.both('talking'));
    await page.evaluate(() => window.engine.senses());
  });
});
