/** From the advisor's form through the mail to two faces, a hang-up with undo, and the receipt; in both languages. */
import type { Page } from '@playwright/test';
import { statisticsTexts } from '../../clients/advisor/statistics/texts/index.ts';
import { feedbackTexts } from '../../clients/guest/texts/feedback.ts';
import { makeAppointment, openDay, openRoom } from './support/advisor.ts';
import { expectFaceToFace } from './support/evidence.ts';
import { click, guestOn, heading, passCheck, passDoor } from './support/guest.ts';
import { inspect } from './support/screenshots.ts';
import type { System } from './support/system.ts';
import { expect, test } from './support/test.ts';

/** Waits until the mail to `recipient` lies in the outbox, and reads it there. */
async function openMail(page: Page, system: System, recipient: string): Promise<void> {
  await expect.poll(async () => (await system.mails()).some((mail) => mail.includes(recipient))).toBe(true);
  await page.goto(`${system.url}/outbox`);
  await page.getByRole('listitem').filter({ hasText: recipient }).getByRole('link').click();
}

for (const language of ['de', 'en'] as const) {
  test(`leads from the invitation to the receipt (${language})`, async ({ person, system }) => {
    test.setTimeout(360_000);
    const shot = (page: Parameters<typeof inspect>[0], step: string) => inspect(page, `journey-${language}-${step}`);
    const name = `Käthe Sonnenschein ${language}`;
    const advisor = await openDay(await person(language), system, language);
    await makeAppointment(advisor, { name, email: `kaethe.${language}@example.org`, inMinutes: 4, language });
    await shot(advisor.page, '01-appointment-made');
    await click(advisor.page, advisor.words.handOut.done);

    const page = await (await person(language)).newPage();
    const guest = guestOn(page, language);
    await openMail(page, system, `kaethe.${language}@`);
    await shot(page, '02-mail');
    await page.getByRole('link', { name: /\/j#/ }).first().click();
    await shot(page, '03-door');
    expect(page.url()).toBe(`${system.url}/j`);
    await passDoor(guest);
    await shot(page, '04-permission');
    await passCheck(guest);
    await expect(page.getByText(guest.words.waiting.nothingToDo)).toBeVisible();
    await shot(page, '05-waiting-room');

    await openRoom(advisor, name);
    await expect(advisor.page.getByRole('heading', { name: advisor.words.room.guest.waits(name) })).toBeVisible();
    await shot(advisor.page, '06-guest-waits');
    await advisor.page.getByRole('button', { name: advisor.words.room.start }).click();
    await heading(guest, /./);
    await shot(page, '07-advisor-is-here');
    await click(page, guest.words.waiting.start);
    await expectFaceToFace(page, advisor.page);
    await shot(page, '08-call-guest');
    await shot(advisor.page, '09-call-advisor');

    await click(page, guest.words.call.leave);
    await click(page, guest.words.call.hangUp.undo);
    await expectFaceToFace(page, advisor.page);
    await click(page, guest.words.call.leave);
    await shot(page, '10-hang-up');
    await heading(guest, guest.words.receipt.title['hung-up'](''));
    await expect(page.getByText(guest.words.receipt.existedTalked)).toBeVisible();
    await shot(page, '11-receipt-guest');
    await click(page, feedbackTexts[language].answers.good);
    await expect(page.getByText(feedbackTexts[language].thanks)).toBeVisible();
    await expect(advisor.page.getByText(advisor.words.day.receipt.kept)).toBeVisible();
    await shot(advisor.page, '12-receipt-advisor');
    await click(advisor.page, advisor.words.day.places.statistics);
    await expect(advisor.page.getByText(statisticsTexts[language].few).first()).toBeVisible();
    await shot(advisor.page, '13-statistics');
  });
}
