/** All versions of the terms: what holds, what is planned, drafts to write on, and former ones that consents refer to. */
import type { TermsEntry } from '@visavis/shared';
import { Button, Chip, LinkButton, type Tone } from '@visavis/ui';
import { useState } from 'preact/hooks';
import { useHouse, useMoments } from '../setting.tsx';
import { Section } from './section.tsx';
import { TermsDialog } from './terms-dialog.tsx';
import { useLeadTexts } from './texts/index.ts';
import { useLoaded } from './use-loaded.ts';

const tones: Record<TermsEntry['state'], Tone> = { draft: 'warn', planned: 'plain', current: 'good', former: 'plain' };

function Row({ entry, onOpen }: { entry: TermsEntry; onOpen: () => void }) {
  const { terms: texts } = useLeadTexts();
  const stamp = useMoments();
  const isOpen = entry.state === 'draft' || entry.state === 'planned';
  return (
    <li class="card stack-tight">
      <div class="row row-apart">
        <h3>{texts.version(entry.version)}</h3>
        <Chip tone={tones[entry.state]}>{texts.states[entry.state]}</Chip>
      </div>
      <p class="soft">
        {entry.isFile ? texts.fromFile : entry.validFrom !== null && texts.from(stamp(Date.parse(entry.validFrom)))}{' '}
        {entry.consents > 0 && texts.consents(entry.consents)}
      </p>
      <div class="row">
        {isOpen ? (
          <Button icon="pencil" small onClick={onOpen}>
            {entry.state === 'draft' ? texts.edit : texts.look}
            <span class="unseen"> {entry.version}</span>
          </Button>
        ) : (
          <LinkButton kind="plain" small newTab href={`/terms?version=${encodeURIComponent(entry.version)}`}>
            {texts.read}
            <span class="unseen"> {entry.version}</span>
          </LinkButton>
        )}
      </div>
    </li>
  );
}

export function TermsSection() {
  const { terms: texts } = useLeadTexts();
  const { parts } = useHouse();
  const loaded = useLoaded(parts.lead.terms);
  const [open, setOpen] = useState<{ entry: TermsEntry | undefined } | undefined>(undefined);
  return (
    <Section title={texts.title} hint={texts.hint} loaded={loaded}>
      {({ versions }) => (
        <>
          <ul class="plain-list stack">
            {versions.map((entry) => (
              <Row key={entry.version} entry={entry} onOpen={() => setOpen({ entry })} />
            ))}
          </ul>
          <div>
            <Button icon="plus" small onClick={() => setOpen({ entry: undefined })}>
              {texts.add}
            </Button>
          </div>
          {open && (
            <TermsDialog
              entry={open.entry}
              taken={versions.map(({ version }) => version)}
              onChanged={loaded.load}
              onClose={() => setOpen(undefined)}
            />
          )}
        </>
      )}
    </Section>
  );
}
