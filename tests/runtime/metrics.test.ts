/** The metrics page when a figure cannot be read: this answer fails, and the process and the next answer do not. */
import { serveMetrics } from '@visavis/runtime';
import { Gauge, Registry } from 'prom-client';
import { expect, it, onTestFinished } from 'vitest';

it('answers 500 while a figure cannot be read, tells nothing of why, and answers again when it can', async () => {
  const registry = new Registry();
  let isBroken = true;
  new Gauge({
    name: 'visavis_figure',
    help: 'One that is asked for when the page is.',
    registers: [registry],
    collect() {
      if (isBroken) throw new Error('hunter2');
      this.set(7);
    },
  });
  const page = await serveMetrics(registry, '127.0.0.1', 0);
  onTestFinished(() => page.close());
  const ask = () => fetch(`http://127.0.0.1:${page.port}/metrics`);
  const broken = await ask();
  expect([broken.status, await broken.text()]).toEqual([500, '']);
  isBroken = false;
  const mended = await ask();
  expect(mended.status).toBe(200);
  expect(await mended.text()).toContain('visavis_figure 7');
});
