/** The synthetic caller against the whole product and a real relay: every path works, and a broken one is named. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AppointmentList } from '@visavis/shared';
import * as v from 'valibot';
import { type Coturn, startCoturn } from '../support/coturn.ts';
import { chromiumPath } from './support/browsers.ts';
import { outerAddress } from './support/outer-address.ts';
import { type System, startSystem } from './support/system.ts';
import { expect, test } from './support/test.ts';

const server = fileURLToPath(new URL('../../services/synthetic/server.ts', import.meta.url));
const secret = 'the-relay-secret-of-a-test';
let relay: Coturn;
let system: System;

test.beforeAll(async ({ browser }) => {
  relay = await startCoturn({ address: outerAddress(), allowLoopbackPeers: false, secret });
  const { udp, tcp, tls } = relay.urls;
  system = await startSystem(browser, { TURN_URLS: `${udp},${tcp},${tls}`, TURN_SECRET: secret });
});
test.afterAll(async () => {
  await system.process.remove();
  await relay.close();
});

/** As an operator runs it. */
function callOnce(stepSeconds: number, paths: string[]): Promise<{ code: unknown; lines: string[] }> {
  const env = {
    PATH: process.env.PATH,
    SYNTHETIC_KEY: system.key,
    SYNTHETIC_STEP_SECONDS: String(stepSeconds),
    CHROMIUM_PATH: chromiumPath,
    CHROMIUM_ARGUMENTS: `--ignore-certificate-errors-spki-list=${relay.spkiHash}`,
  };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [server, '--url', system.url, '--once', '--paths', paths.join(' ')],
      { env },
      (error, stdout, stderr) => {
        resolve({ code: error ? error.code : 0, lines: `${stdout}${stderr}`.trim().split('\n') });
      },
    );
  });
}

async function appointments(): Promise<{ status: string; mail: string }[]> {
  const at = (days: number) => encodeURIComponent(new Date(Date.now() + days * 86_400_000).toISOString());
  const answer = await system.ask('GET', `/api/v1/appointments?from=${at(-1)}&to=${at(1)}`);
  return v.parse(AppointmentList, await answer.json()).appointments;
}

test('finds every path working, and leaves nothing behind but a cancelled appointment', async () => {
  test.setTimeout(300_000);
  const paths = ['direct', 'relay-udp', 'relay-tcp', 'relay-tls'];
  const { code, lines } = await callOnce(30, paths);
  expect(lines).toEqual(paths.map((path) => expect.stringMatching(`^${path} +ok `)));
  expect(code).toBe(0);
  expect(await appointments()).toMatchObject([{ status: 'cancelled' }]);
  expect(await system.process.mails()).toEqual([]);
});

test('names the path that broke with the relay beside the one that did not, with a code', async () => {
  test.setTimeout(300_000);
  await relay.close();
  const { code, lines } = await callOnce(12, ['direct', 'relay-udp']);
  expect(lines).toEqual([
    expect.stringMatching(/^direct +ok /),
    expect.stringMatching(/^relay-udp FAILED +no line on this path \(incident [0-9A-Z]{8}\)$/),
  ]);
  expect(code).toBe(1);
});
