/** When a page says what is wrong: every sentence above the stage with the moment at which it stood there. */
import type { BrowserContext, Page } from '@playwright/test';

declare global {
  interface Window {
    sentences?: { at: number; text: string }[];
  }
}

/** In every page of `context`, from its beginning. */
export async function watchSentences(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const said: { at: number; text: string }[] = [];
    window.sentences = said;
    const look = () => {
      const text = document.querySelector('.call-advice')?.textContent ?? '';
      if (text !== (said.at(-1)?.text ?? '')) said.push({ at: Date.now(), text });
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** Milliseconds from `since` (of this machine's clock) to the first sentence like `sentence`; undefined before it stands there. */
export const saidAfter = (page: Page, since: number, sentence: RegExp): Promise<number | undefined> =>
  page.evaluate(
    ([from, source]) => {
      const like = new RegExp(source);
      const said = window.sentences?.find(({ at, text }) => at >= from && like.test(text));
      return said && said.at - from;
    },
    [since, sentence.source] as const,
  );
