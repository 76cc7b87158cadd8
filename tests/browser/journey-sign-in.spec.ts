/** The advisor's sign-in at the organisation's provider, a real one: in, out, and out by the provider's word. */
import type { Page } from '@playwright/test';
import { de as leadWords } from '../../clients/advisor/lead/texts/de.ts';
import { freePort } from '../support/free-port.ts';
import { startOidcProvider, type TestProvider } from '../support/oidc-provider.ts';
import { type StandaloneProcess, startStandaloneProcess } from '../support/standalone-process.ts';
import { advisorWords } from './support/advisor.ts';
import { freshHouse } from './support/house.ts';
import { inspect } from './support/screenshots.ts';
import { expect, test } from './support/test.ts';

const { day, signIn } = advisorWords.de;
let provider: TestProvider;
let house: StandaloneProcess;

test.beforeAll(async () => {
  const port = await freePort();
  provider = await startOidcProvider({ publicUrl: `http://localhost:${port}`, showsForms: true });
  const { issuer, clientId, clientSecret } = provider;
  const env = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret };
  const { dataDir } = await freshHouse();
  house = await startStandaloneProcess({ dataDir, env: { ...env, PORT: String(port) } });
});
test.afterAll(async () => {
  await house?.remove();
  await provider?.close();
});

/** Presses the one key and types name and password at the provider. */
async function enter(page: Page): Promise<void> {
  await page.getByRole('link', { name: signIn.go, exact: true }).click();
  await page.locator('[name=login]').fill('mueller');
  await page.locator('[name=password]').fill('any');
  await page.locator('button[type=submit]').click();
}

/** Who leads sets the name, writes terms and lets them hold: guests read both at once. */
async function keepHouse(page: Page): Promise<void> {
  const { settings, terms } = leadWords;
  await page.getByLabel(settings.fields.name).fill('Kasse Nord');
  await page.getByLabel(settings.holidays).selectOption('DE-BE');
  await page.getByRole('button', { name: leadWords.save }).click();
  await expect(page.getByText(leadWords.saved)).toBeVisible();
  const kept = await (await page.request.get(`${house.url}/api/v1/offer/holidays`)).json();
  expect(kept).toMatchObject({ region: 'DE-BE', regionNames: { de: 'Berlin' } });
  await page.getByRole('button', { name: terms.title, exact: true }).click();
  await page.getByRole('button', { name: terms.add }).click();
  await page.getByLabel(terms.name).fill('2027-01');
  for (const language of ['de', 'en'] as const)
    await page.getByLabel(terms.text[language]).fill('## Fragen\n<b>{{organisation}}</b>: {{phone}}');
  await page.getByRole('button', { name: terms.publishNow }).click();
  await expect(page.getByText(terms.states.current)).toBeVisible();
  await inspect(page, 'lead-terms-published');
  const guest = await page.context().newPage();
  await guest.goto(`${house.url}/terms`);
  await expect(guest.getByRole('heading', { name: 'Fragen' })).toBeVisible();
  await expect(guest.getByText('<b>Kasse Nord</b>: 0800 123 45 67')).toBeVisible();
  await inspect(guest, 'terms-written');
  await guest.close();
}

/** Of the advisor who is signed in, for tomorrow: what will lie ahead of them. */
async function makeAppointment(page: Page): Promise<void> {
  const made = await page.request.post(`${house.url}/api/v1/appointments`, {
    headers: { origin: house.url },
    data: {
      guest: { name: 'Sabine Roth', email: 'sabine.roth@example.org' },
      startsAt: new Date(Date.now() + 86_400_000).toISOString(),
      ...{ durationMinutes: 30, language: 'de', code: 'with-link', mail: 'service' },
    },
  });
  expect(made.status()).toBe(201);
}

/** Who leads gives one advisor's appointment to another, names that one, by the keyboard, and lets them work no more. */
async function keepAdvisors(page: Page): Promise<void> {
  const texts = leadWords.advisors;
  const key = (name: string) => page.getByRole('button', { name, exact: true });
  await key(texts.title).click();
  await expect(page.getByText(texts.kept.own)).toHaveCount(1);
  await key(`${texts.passOn} Frau Müller`).click();
  await key(texts.give(1)).click();
  await expect(page.getByText(texts.passedOn(1, 'Kundenberatung'))).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(key(`${texts.passOn} Kundenberatung`)).toBeVisible();
  await expect(key(`${texts.rename} Frau Müller`)).toBeFocused();
  await key(`${texts.rename} Kundenberatung`).press('Enter');
  await expect(page.getByRole('textbox', { name: texts.nameLabel })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('Beratung Nord');
  await page.keyboard.press('Enter');
  await expect(key(`${texts.rename} Beratung Nord`)).toBeFocused();
  await key(`${texts.deactivate} Beratung Nord`).click();
  await page.getByRole('dialog').getByRole('button', { name: texts.deactivate, exact: true }).click();
  await expect(page.getByText(texts.inactive)).toBeVisible();
  await expect(key(`${texts.activate} Beratung Nord`)).toBeFocused();
  await inspect(page, 'lead-advisors-deactivated');
  const outbox = async () => (await page.request.get(`${house.url}/outbox`)).text();
  await expect.poll(outbox).toContain('Jemand anderes berät Sie');
}

/** Who leads adds a system that is told, tries it, pauses and deletes it, all by the keyboard; nothing in this machine is reached. */
async function keepReceivers(page: Page): Promise<void> {
  const texts = leadWords.webhooks;
  const url = 'https://127.0.0.1:1/haken';
  const key = (name: string) => page.getByRole('button', { name, exact: true });
  const dialog = page.getByRole('dialog');
  await key(texts.title).click();
  await key(texts.add).press('Enter');
  await inspect(page, 'lead-webhooks-add');
  await dialog.getByLabel(texts.address).fill(url);
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(/^whsec_/)).toBeVisible();
  await dialog.getByRole('button', { name: texts.done }).press('Enter');
  await expect(key(texts.add)).toBeFocused();
  await expect(page.getByText(/whsec_/)).toHaveCount(0);
  await key(`${texts.tryOut} ${url}`).press('Enter');
  await expect(page.getByText(texts.failures.inside(''))).toBeVisible();
  await key(`${texts.pause} ${url}`).press('Enter');
  await expect(key(`${texts.resume} ${url}`)).toBeFocused();
  await key(`${texts.remove} ${url}`).press('Enter');
  await dialog.getByRole('button', { name: texts.remove }).press('Enter');
  await expect(page.getByText(texts.none)).toBeVisible();
  await expect(key(texts.add)).toBeFocused();
}

test('signs in with one key, signs out at both places, and is out when the provider says so', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'de-DE', timezoneId: 'Europe/Berlin' });
  const page = await context.newPage();
  await page.goto(house.url);
  await expect(page.getByText(signIn.howTitle)).toHaveCount(0);
  await inspect(page, 'sign-in-provider');
  await enter(page);
  await expect(page.getByRole('button', { name: day.create })).toBeVisible();
  await expect(page.getByText('Frau Müller')).toBeVisible();

  await page.getByRole('button', { name: day.signOut }).click();
  await page.getByRole('button', { name: /sign me out/i }).click();
  await expect(page.getByRole('link', { name: signIn.go, exact: true })).toBeVisible();
  expect(new URL(page.url()).origin).toBe(house.url);

  await enter(page);
  await expect(page.getByRole('button', { name: day.create })).toBeVisible();
  await makeAppointment(page);
  const { sub = '', sid = '' } = provider.signIns.at(-1) ?? {};
  expect(await provider.logOut(sub, sid)).toBe(200);
  const ended = page.getByRole('heading', { name: signIn.endedTitle });
  // A press asks for another day; what the page asks by itself may have come first.
  await Promise.any([page.getByRole('button', { name: day.next }).click(), ended.waitFor()]);
  await expect(ended).toBeVisible();
  await inspect(page, 'sign-in-ended');

  provider.person.roles = ['lead'];
  await page.getByRole('link', { name: signIn.go, exact: true }).click();
  await expect(page.getByText(signIn.noDeskLead)).toBeVisible();
  await expect(page.getByLabel(leadWords.settings.fields.name)).toBeVisible();
  await inspect(page, 'sign-in-lead');
  await keepHouse(page);
  await keepAdvisors(page);
  await keepReceivers(page);

  await context.clearCookies();
  await page.setViewportSize({ width: 390, height: 780 });
  await page.goto(`${house.url}/api/v1/session/oidc/callback?code=made-up&state=made-up`);
  await expect(page.getByText(signIn.failures.expired)).toBeVisible();
  expect(page.url()).toBe(`${house.url}/`);
  await inspect(page, 'sign-in-failed-phone');
  await context.close();
  expect(house.log()).not.toMatch(/mueller|Müller|made-up|eyJ/);
});
