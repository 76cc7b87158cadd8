/** One call through the real pages, as two people make it, held to one path. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { SyntheticAppointment } from './appointment-book.ts';
import { hasLeft, holdToPath, waitForLine } from './in-page.ts';
import { type Overheard, overhear } from './overheard.ts';
import { type CallResult, type Path, StepFailed, step } from './results.ts';
import { words } from './words.ts';

export interface JourneyParts {
  browser: Browser;
  /** Where people reach the pages, without a slash at the end. */
  url: string;
  /** Of the interface for programs: the advisor's page acts with it instead of a cookie. */
  key: string;
  appointment: SyntheticAppointment;
  path: Path;
  /** Of each step. */
  patienceMs: number;
  now(): number;
  newIncident(): string;
}

interface Person {
  page: Page;
  overheard: Overheard;
  leave(): Promise<void>;
}

/** Pictures that have to come before they count as moving. */
const enoughFrames = 5;

async function person(parts: JourneyParts, prepare?: (context: BrowserContext) => Promise<void>): Promise<Person> {
  const context = await parts.browser.newContext({ locale: 'en-GB', serviceWorkers: 'block' });
  context.setDefaultTimeout(parts.patienceMs);
  await context.addInitScript(holdToPath, parts.path);
  await prepare?.(context);
  const page = await context.newPage();
  return {
    page,
    overheard: overhear(page),
    leave: () => context.close().catch(() => undefined),
  };
}

/** Every request of the page to the interface is the program's own. */
const asProgram =
  ({ url, key }: JourneyParts) =>
  async (context: BrowserContext): Promise<void> => {
    await context.route(`${url}/api/**`, (route) =>
      route.continue({ headers: { ...route.request().headers(), authorization: `Bearer ${key}` } }),
    );
  };

const press = (page: Page, name: RegExp): Promise<void> => page.getByRole('button', { name }).click();

async function enterAsGuest({ page }: Person, { appointment }: JourneyParts): Promise<void> {
  await page.goto(appointment.joinLink);
  await page.getByRole('checkbox', { name: words.guest.agree }).check();
  await press(page, words.guest.enter);
  await press(page, words.guest.devices);
  await press(page, words.guest.skipTest);
}

async function enterAsAdvisor({ page }: Person, { url, appointment }: JourneyParts): Promise<void> {
  await page.goto(`${url}/`);
  const entry = page.locator('article, li').filter({ hasText: appointment.name }).first();
  await entry.getByRole('button', { name: words.advisor.open }).click();
  await page.getByRole('button', { name: words.advisor.start }).waitFor();
}

/** The guest hangs up for both. A page that only goes away may keep its seat for a while, and the next call waits for it. */
async function hangUp(guest: Person, advisor: Person): Promise<void> {
  await press(guest.page, words.guest.hangUp);
  await Promise.all([guest, advisor].map(({ page }) => page.waitForFunction(hasLeft)));
}

async function talk(parts: JourneyParts, guest: Person, advisor: Person): Promise<CallResult> {
  const { path, patienceMs, now } = parts;
  const begun = now();
  await Promise.all([
    step('door', () => enterAsGuest(guest, parts)),
    step('room', () => enterAsAdvisor(advisor, parts)),
  ]);
  await step('meet', () => guest.page.getByRole('button', { name: words.guest.start }).waitFor());
  if (guest.overheard.hasRelayFor(path) === false) return { path, outcome: 'skipped' };
  const inside = now();
  const both = (frames: number) =>
    Promise.all([guest, advisor].map(({ page }) => page.evaluate(waitForLine, { path, frames, patienceMs })));
  await step('line', () => both(0));
  const connected = now();
  await step('picture', () => press(advisor.page, words.advisor.start));
  await step('picture', () => press(guest.page, words.guest.start));
  const started = now();
  await step('picture', () => both(enoughFrames));
  const seen = now();
  const [enter, line, picture, whole] = [inside - begun, connected - inside, seen - started, seen - begun];
  await step('leave', () => hangUp(guest, advisor));
  const seconds = { enter: enter / 1000, line: line / 1000, picture: picture / 1000, whole: whole / 1000 };
  return { path, outcome: 'ok', seconds };
}

/** Rejects never: whatever goes wrong is in the result. Leaves no page open; after a failure perhaps a seat taken. */
export async function callOnce(parts: JourneyParts): Promise<{ result: CallResult; offers: Overheard['hasRelayFor'] }> {
  const people: Person[] = [];
  try {
    const guest = await step('browser', () => person(parts));
    people.push(guest);
    const advisor = await step('browser', () => person(parts, asProgram(parts)));
    people.push(advisor);
    return { result: await talk(parts, guest, advisor), offers: guest.overheard.hasRelayFor };
  } catch (error) {
    const told = people.map(({ overheard }) => overheard.incident).find((incident) => incident !== undefined);
    const where = error instanceof StepFailed ? error.step : 'browser';
    const incident = told ?? parts.newIncident();
    return { result: { path: parts.path, outcome: 'failed', step: where, incident }, offers: () => null };
  } finally {
    await Promise.all(people.map(({ leave }) => leave()));
  }
}
