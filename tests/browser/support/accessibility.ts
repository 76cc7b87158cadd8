/** What axe finds on a page as it stands: its rules are brought into a page once, and nobody reads what is right. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

// The package was typed for the Playwright beside it, whose pages are the same at run time.
type OwnPage = ConstructorParameters<typeof AxeBuilder>[0]['page'];

/** Half a megabyte is read and compiled for every look, where it need not be. */
const alreadyThere = ';';

/**
 * Violations of WCAG 2.2 A and AA and of axe's best practices, as `rule: element, element`; with `rules`, of those alone.
 * Frames of others, which alone need a second page for every look, there are none.
 */
export async function violationsOn(page: Page, rules?: string[]): Promise<string[]> {
  const looked = await Promise.all(page.frames().map((frame) => frame.evaluate(() => 'axe' in window)));
  const isThere = looked.every((has) => has);
  const axe = new AxeBuilder({ page: page as OwnPage, ...(isThere ? { axeSource: alreadyThere } : {}) });
  axe.setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await (rules === undefined ? axe : axe.withRules(rules)).analyze();
  return violations.map(({ id, nodes }) => {
    const elements = nodes.map(({ target, html }) => `${target.join(' ')} ${html.slice(0, 120)}`);
    return `${id}: ${elements.join(', ')}`;
  });
}
