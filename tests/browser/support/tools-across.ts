/** Every tool once between two pages, whichever browsers they are in: words, a file, a drawing; and a form. */
import { expect, type Page } from '@playwright/test';
import { boardTexts } from '../../../clients/ui/call/tools/board/texts.ts';
import { filesTexts } from '../../../clients/ui/call/tools/files/texts.ts';
import { formTexts } from '../../../clients/ui/call/tools/form/texts.ts';
import { textTexts } from '../../../clients/ui/call/tools/text/texts.ts';
import { rackTexts } from '../../../clients/ui/call/tools/texts.ts';
import { applicationForm } from '../../form/form-papers.ts';

const { labels } = rackTexts.de;
const { tools, inks, things, thing } = boardTexts.de;
const patience = { timeout: 40_000 };

/** By its key, which also says what is new, or under "Mehr" where the bar has no room for one. */
async function openTool(page: Page, label: string): Promise<void> {
  const bar = page.locator('.bar');
  const name = new RegExp(`^${label}`);
  const key = bar.getByRole('button', { name });
  if (await key.isVisible()) return key.click();
  await bar.getByRole('button', { name: /^Mehr/ }).click();
  await page.locator('.tool-list').getByRole('button', { name }).click();
}

/** Written live by one, read while it is written and when it is sent by the other. */
async function write(from: Page, to: Page, words: string): Promise<void> {
  const field = from.getByLabel(textTexts.de.label);
  await from.getByLabel(textTexts.de.live).check();
  await field.click();
  await from.keyboard.type(words);
  await expect(to.locator('.text-live .text-words')).toHaveText(words, patience);
  await from.keyboard.press('Enter');
  await expect(to.getByRole('log')).toContainText(words, patience);
}

async function send(from: Page, to: Page, name: string): Promise<void> {
  const picker = from.waitForEvent('filechooser');
  await from.getByRole('button', { name: filesTexts.de.choose, exact: true }).click();
  await (await picker).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.alloc(400_000, name) });
  const row = to.locator('.file').filter({ hasText: name });
  await row.getByRole('button', { name: `${filesTexts.de.accept} ${name}` }).click(patience);
  await expect(row).toContainText(filesTexts.de.state.doneIn, patience);
}

/** By keys alone: chooses tool and ink, and draws from the middle. */
async function draw(from: Page, to: Page, ink: 'red' | 'blue'): Promise<void> {
  const surface = from.locator('.board-surface');
  for (const name of [tools.rectangle, inks[ink]]) {
    const choice = from.getByRole('radio', { name, exact: true });
    await choice.press('Space');
    await expect(choice).toBeChecked();
  }
  for (const key of ['Enter', 'Shift+ArrowRight', 'Shift+ArrowDown', 'Enter']) await surface.press(key);
  const list = to.locator('.board-list').first();
  await expect(list).toContainText(thing(things.rectangle, inks[ink]), patience);
}

/** The advisor lays a form down; both fill it in, and the guest signs it by name. */
export async function fillIn(guest: Page, advisor: Page): Promise<void> {
  const { signature } = formTexts.de;
  const field = (page: Page, name: RegExp) => page.locator('.form').getByRole('textbox', { name });
  const [person, reason] = [/^Vor- und Nachname/, /^Begründung/];
  await openTool(advisor, labels.form);
  const paper = { name: 'Antrag.pdf', mimeType: 'application/pdf', buffer: Buffer.from(applicationForm()) };
  await advisor.locator('.form input[type=file]').setInputFiles(paper);
  await expect(field(advisor, reason)).toBeVisible(patience);
  await openTool(guest, labels.form);
  await field(guest, person).fill('Frida Fuchs', patience);
  await expect(field(advisor, person)).toHaveValue('Frida Fuchs', patience);
  await field(advisor, reason).fill('Hilfe im Bad');
  await expect(field(guest, reason)).toHaveValue('Hilfe im Bad', patience);
  await guest.getByRole('button', { name: signature.sign }).first().click();
  await guest.getByRole('radio', { name: signature.type }).press('Space');
  await guest.getByRole('textbox', { name: signature.name }).fill('Frida Fuchs');
  await guest.getByRole('button', { name: signature.done, exact: true }).click();
  await expect(advisor.locator('.form-signatures')).toContainText('hat unterschrieben', patience);
}

/** Each tool opened on both pages, used in both directions, and closed by the next. */
export async function useEveryTool(guest: Page, advisor: Page): Promise<void> {
  const open = async (label: string) => {
    for (const page of [guest, advisor]) await openTool(page, label);
  };
  await open(labels.text);
  await write(guest, advisor, 'Ich sehe Sie gut.');
  await write(advisor, guest, 'Ich Sie auch.');
  await open(labels.files);
  await send(guest, advisor, 'hin.txt');
  await send(advisor, guest, 'her.txt');
  await open(labels.board);
  await draw(guest, advisor, 'red');
  await draw(advisor, guest, 'blue');
}
