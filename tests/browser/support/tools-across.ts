/** Every tool once between two pages, whichever browsers they are in: words, a file, a drawing. */
import { expect, type Page } from '@playwright/test';
import { boardTexts } from '../../../clients/ui/call/tools/board/texts.ts';
import { filesTexts } from '../../../clients/ui/call/tools/files/texts.ts';
import { textTexts } from '../../../clients/ui/call/tools/text/texts.ts';
import { rackTexts } from '../../../clients/ui/call/tools/texts.ts';

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

/** Each tool opened on both pages, used in both directions, and closed by the next. */
export async function useEveryTool(one: Page, other: Page): Promise<void> {
  const open = async (label: string) => {
    for (const page of [one, other]) await openTool(page, label);
  };
  await open(labels.text);
  await write(one, other, 'Ich sehe Sie gut.');
  await write(other, one, 'Ich Sie auch.');
  await open(labels.files);
  await send(one, other, 'hin.txt');
  await send(other, one, 'her.txt');
  await open(labels.board);
  await draw(one, other, 'red');
  await draw(other, one, 'blue');
}
