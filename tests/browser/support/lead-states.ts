/** Every state of the lead's pages: they all begin at the offer's scene, and what is done there. */
import type { Page } from '@playwright/test';
import { de as leadGerman } from '../../../clients/advisor/lead/texts/de.ts';
import { en as leadEnglish } from '../../../clients/advisor/lead/texts/en.ts';
import type { de } from '../../../clients/advisor/texts/de/index.ts';

type Words = typeof de;
type LeadWords = typeof leadGerman;
type Act = (page: Page, words: Words) => Promise<void>;
/** As an act, with the words of the lead's pages in the language of the page. */
type LeadAct = (page: Page, texts: LeadWords) => Promise<void>;

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
/** Whatever the button of the last card on the page is. */
const pressLast = (page: Page, name: string) => page.getByRole('button', { name }).last().click();

/** Opens the lead's pages, and does the rest there. */
const lead = (...acts: LeadAct[]): [scene: string, act: Act] => [
  'offer',
  async (page, { day }) => {
    const texts = day.places.lead === leadGerman.title ? leadGerman : leadEnglish;
    await press(page, day.places.lead);
    for (const act of acts) await act(page, texts);
  },
];
const section =
  (name: 'advisors' | 'texts' | 'terms' | 'people' | 'webhooks' | 'changes'): LeadAct =>
  (page, texts) =>
    press(page, texts[name].title);
const ofAdvisor =
  (key: (texts: LeadWords['advisors']) => string): LeadAct =>
  (page, { advisors }) =>
    page.getByRole('button', { name: `${key(advisors)} Herr Yilmaz` }).click();

export const leadStates: Record<string, [scene: string, act: Act]> = {
  lead: lead(),
  'lead-advisors': lead(
    section('advisors'),
    ofAdvisor(({ rename }) => rename),
  ),
  'lead-advisors-deactivate': lead(
    section('advisors'),
    ofAdvisor(({ deactivate }) => deactivate),
  ),
  'lead-advisors-pass-on': lead(
    section('advisors'),
    ofAdvisor(({ passOn }) => passOn),
    (page, { advisors }) => page.getByText(advisors.fitting).waitFor(),
  ),
  'lead-advisors-passed-on': lead(
    section('advisors'),
    ofAdvisor(({ passOn }) => passOn),
    (page, { advisors }) => press(page, advisors.give(3)),
    (page, { advisors }) => page.getByText(advisors.failed).waitFor(),
  ),
  'lead-texts': lead(section('texts')),
  'lead-terms': lead(section('terms')),
  'lead-terms-draft': lead(
    section('terms'),
    (page, { terms }) => page.getByRole('button', { name: `${terms.edit} 2027-04` }).click(),
    (page, { terms }) => page.getByText(terms.preview.de).click(),
  ),
  'lead-people': lead(
    section('people'),
    (page, { people }) => page.getByLabel(people.fields.email).last().fill('w.ostermann@example.org'),
    (page, { people }) => press(page, people.search),
    (page, { people }) => page.getByText(people.found).waitFor(),
  ),
  'lead-webhooks': lead(
    section('webhooks'),
    (page, { webhooks }) => pressLast(page, webhooks.tryOut),
    (page, { webhooks }) => page.getByText(webhooks.failures.status('503')).waitFor(),
    (page, { webhooks }) => pressLast(page, webhooks.failuresTitle),
    (page, { webhooks }) => page.getByText(webhooks.givenUp).waitFor(),
  ),
  'lead-webhooks-secret': lead(
    section('webhooks'),
    (page, { webhooks }) => press(page, webhooks.add),
    (page, { webhooks }) => page.getByLabel(webhooks.address).fill('https://telefon.musterkasse.example/vis'),
    (page, { webhooks }) => press(page, webhooks.addNow),
    (page, { webhooks }) => page.getByText(webhooks.secretOnce).waitFor(),
  ),
  'lead-changes': lead(section('changes')),
};
