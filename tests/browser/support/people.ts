/** Two people at two browsers: contexts that are watched, speak one language, and are closed when the test is over. */
import type { Browser, BrowserContext, BrowserContextOptions } from '@playwright/test';
import { watchPeers } from './evidence.ts';

/** Whatever a page asked of anybody but the product itself. */
export interface Watched {
  context: BrowserContext;
  /** Addresses of requests to others. */
  foreign: string[];
  /** Errors that a page threw or its policy reported. */
  faults: string[];
}

/** Chromium does not know the feature yet that the policy names; it says so on every page. */
const harmless = /Unrecognized feature: 'bluetooth'/;

function isOwn(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return ['data:', 'blob:', 'about:'].includes(protocol) || hostname === 'localhost';
}

/** A context of its own, with every request and every error written down. */
export async function watchedContext(browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext(options);
  const watched: Watched = { context, foreign: [], faults: [] };
  await watchPeers(context);
  context.on('request', (request) => {
    if (!isOwn(request.url())) watched.foreign.push(request.url());
  });
  context.on('weberror', (error) => watched.faults.push(error.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error' && /Content.Security|TrustedHTML|Refused to/.test(message.text())) {
      if (!harmless.test(message.text())) watched.faults.push(message.text());
    }
  });
  return watched;
}
