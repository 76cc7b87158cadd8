/**
 * Real peers keep the peer contract against a real relay: `native`, and in both browsers `sealed`, the one that calls use, which
 * is made of simple-peer. A page for all scenarios: opening one costs as much as most of them.
 */
import type { Page } from '@playwright/test';
import { browserScenarios, peerScenarios } from '../contracts/peer.ts';
import { type Coturn, startCoturn } from '../support/coturn.ts';
import { expect, test } from './support/test.ts';

declare global {
  interface Window {
    peerContract: { titles: string[]; run(implementation: string, title: string, relay: object[]): Promise<void> };
  }
}

let coturn: Coturn;

test.beforeAll(async () => {
  coturn = await startCoturn({ address: '10.99.0.1' });
});

test.afterAll(() => coturn.close());

for (const implementation of ['native', 'sealed']) {
  test.describe(`a ${implementation} peer`, { tag: implementation === 'sealed' ? ['@firefox'] : [] }, () => {
    let page: Page;
    test.beforeAll(async ({ browser, harness }) => {
      page = await browser.newPage();
      await page.goto(`${harness}/peer.html`);
    });
    test.afterAll(() => page.close());

    for (const { title } of [...peerScenarios, ...browserScenarios]) {
      test(title, async () => {
        const { username, password } = coturn.credentials();
        const relay = [{ urls: [coturn.urls.udp], username, credential: password }];
        const parts = [implementation, title, relay] as const;
        const outcome = await page.evaluate(
          ([name, scenario, servers]) =>
            window.peerContract.run(name, scenario, [...servers]).then(
              () => 'kept',
              (error) => String(error),
            ),
          parts,
        );
        expect(outcome).toBe('kept');
      });
    }
  });
}
