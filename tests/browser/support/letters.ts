/** How long a letter of real-time text takes from the writer's field to the reader's page. */
import type { Page } from '@playwright/test';

declare global {
  interface Window {
    letters?: number[];
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const lookEveryMs = 50;

/** In the writer's page: when the field had so many letters. In the reader's: when so many were shown. By this machine's clock. */
async function noteLetters(writer: Page, reader: Page, shown: string): Promise<void> {
  await writer.evaluate(() => {
    const at: number[] = [];
    window.letters = at;
    const note = ({ target }: Event) => {
      if (target instanceof HTMLTextAreaElement) at[target.value.length] ??= Date.now();
    };
    document.addEventListener('input', note, { capture: true });
  });
  await reader.evaluate((selector) => {
    const at: number[] = [];
    window.letters = at;
    new MutationObserver(() => {
      const now = Date.now();
      const { length } = document.querySelector(selector)?.textContent ?? '';
      for (let letter = length; letter > 0 && at[letter] === undefined; letter--) at[letter] = now;
    }).observe(document, { subtree: true, childList: true, characterData: true });
  }, shown);
}

const lettersOf = (page: Page): Promise<(number | null)[]> => page.evaluate(() => [...(window.letters ?? [])]);

/** Types `text` a letter at a time into the focused, empty field; milliseconds of each letter until it was shown, infinite for one that never was. */
export async function letterTimes(
  writer: Page,
  reader: Page,
  { text, everyMs, shown }: { text: string; everyMs: number; shown: string },
): Promise<number[]> {
  await noteLetters(writer, reader, shown);
  await writer.keyboard.type(text, { delay: everyMs });
  const isShown = async () => (await lettersOf(reader))[text.length] !== undefined;
  for (const end = Date.now() + 20_000; Date.now() < end && !(await isShown()); ) await pause(lookEveryMs);
  const [typed, seen] = [await lettersOf(writer), await lettersOf(reader)];
  return Array.from(text, (_, at) => (seen[at + 1] ?? Number.POSITIVE_INFINITY) - (typed[at + 1] ?? 0));
}
