/** The pages of a lead: settings, advisors, sentences, terms, one person's data, receivers of messages, and who changed what; one at a time. A chunk of its own. */
import './lead.css';
import { Button, StepHeading } from '@visavis/ui';
import { useState } from 'preact/hooks';
import { useHouse } from '../setting.tsx';
import { AdvisorsSection } from './advisors-section.tsx';
import { ChangesSection } from './changes-section.tsx';
import { PeopleSection } from './people-section.tsx';
import { SettingsSection } from './settings-section.tsx';
import { TermsSection } from './terms-section.tsx';
import { useLeadTexts } from './texts/index.ts';
import { TextsSection } from './texts-section.tsx';
import { WebhooksSection } from './webhooks-section.tsx';

/** In the order of the keys. Who operates and does not lead sees settings and changes alone. */
const sections = {
  settings: { Section: SettingsSection, isForLead: false },
  advisors: { Section: AdvisorsSection, isForLead: true },
  texts: { Section: TextsSection, isForLead: true },
  terms: { Section: TermsSection, isForLead: true },
  people: { Section: PeopleSection, isForLead: true },
  webhooks: { Section: WebhooksSection, isForLead: true },
  changes: { Section: ChangesSection, isForLead: false },
} as const;
type SectionName = keyof typeof sections;
const names = ['settings', 'advisors', 'texts', 'terms', 'people', 'webhooks', 'changes'] as const;

export function LeadPage() {
  const texts = useLeadTexts();
  const { session } = useHouse();
  const [at, setAt] = useState<SectionName>('settings');
  const isLead = session.roles.includes('lead');
  const { Section } = sections[at];
  return (
    <div class="lead stack-loose">
      <StepHeading title={texts.title} />
      <nav class="place-nav" aria-label={texts.title}>
        {names
          .filter((name) => isLead || !sections[name].isForLead)
          .map((name) => (
            <Button
              key={name}
              kind={name === at ? 'plain' : 'quiet'}
              small
              pressed={name === at}
              onClick={() => setAt(name)}
            >
              {texts[name].title}
            </Button>
          ))}
      </nav>
      <Section key={at} />
    </div>
  );
}
