/** All advisors: who they are for guests, how they sign in, what lies ahead of them; name and work are decided here. */
import type { AdvisorEntry, AdvisorList } from '@visavis/shared';
import { Button, Chip, useLanguage } from '@visavis/ui';
import { useEffect, useRef, useState } from 'preact/hooks';
import { FailureNotice } from '../failure.tsx';
import { useSaving } from '../offer/use-saving.ts';
import { useHouse } from '../setting.tsx';
import { canPassOn, whyKept } from './advisors-form.ts';
import { DeactivateDialog } from './deactivate-dialog.tsx';
import { NameForm } from './name-form.tsx';
import { PassOnDialog } from './pass-on-dialog.tsx';
import { Section } from './section.tsx';
import { useLeadTexts } from './texts/index.ts';
import { useLoaded } from './use-loaded.ts';

interface RowProps {
  entry: AdvisorEntry;
  all: readonly AdvisorEntry[];
  onChanged: () => void;
  onAsk: (what: 'deactivate' | 'pass-on') => void;
}

const locales = { de: 'de-DE', en: 'en-GB' } as const;

/** A day of the organisation's calendar, which no zone of this device may shift. */
function useDay(): (day: string) => string {
  const format = new Intl.DateTimeFormat(locales[useLanguage()], { dateStyle: 'long', timeZone: 'UTC' });
  return (day) => format.format(Date.parse(day));
}

function Facts({ entry }: { entry: AdvisorEntry }) {
  const { advisors: texts } = useLeadTexts();
  const dayOf = useDay();
  return (
    <div class="stack-tight">
      <p>{texts.ahead(entry.appointmentsAhead, entry.openRequests)}</p>
      <p class="soft">
        {texts.signsIn[entry.signsInBy]}{' '}
        {entry.lastSignInOn === null
          ? texts.neverSignedIn
          : texts.signedIn(
              dayOf(entry.lastSignInOn),
              entry.roles.map((role) => texts.roles[role]),
            )}
      </p>
    </div>
  );
}

interface KeysProps extends RowProps {
  /** The name was just being changed: whoever did is back where they pressed. */
  isBack: boolean;
  onRename: () => void;
}

function Keys({ entry, all, onChanged, onAsk, isBack, onRename }: KeysProps) {
  const { advisors: texts } = useLeadTexts();
  const { parts, session } = useHouse();
  const saving = useSaving();
  const kept = whyKept(entry, all, session.advisor.id);
  const who = <span class="unseen"> {entry.name}</span>;
  const activate = () =>
    saving.save(async () => {
      await parts.lead.changeAdvisor(entry.id, { isActive: true });
      onChanged();
    });
  return (
    <>
      {saving.failure && <FailureNotice what={texts.notChanged} error={saving.failure} focused />}
      <div class="row">
        <Button icon="pencil" small focused={isBack} onClick={onRename}>
          {texts.rename}
          {who}
        </Button>
        {canPassOn(entry, all) && (
          <Button icon="arrow-right" small onClick={() => onAsk('pass-on')}>
            {texts.passOn}
            {who}
          </Button>
        )}
        {(!entry.isActive || kept === undefined) && (
          // One button for both ways, which keeps the focus when its word changes.
          <Button
            kind="quiet"
            small
            busy={saving.state === 'saving'}
            onClick={() => (entry.isActive ? onAsk('deactivate') : void activate())}
          >
            {entry.isActive ? texts.deactivate : texts.activate}
            {who}
          </Button>
        )}
      </div>
      {entry.isActive && kept !== undefined && <p class="soft">{texts.kept[kept]}</p>}
    </>
  );
}

function Row(props: RowProps) {
  const { advisors: texts } = useLeadTexts();
  const { entry } = props;
  const [name, setName] = useState<'shown' | 'edited' | 'back'>('shown');
  return (
    <li class="card stack" id={cardId(entry.id)}>
      {name === 'edited' ? (
        <NameForm entry={entry} onChanged={props.onChanged} onClose={() => setName('back')} />
      ) : (
        <div class="row row-apart">
          <h3 class="advisor-name">{entry.name}</h3>
          <Chip tone={entry.isActive ? 'good' : 'plain'}>{entry.isActive ? texts.active : texts.inactive}</Chip>
        </div>
      )}
      <Facts entry={entry} />
      {name !== 'edited' && <Keys {...props} isBack={name === 'back'} onRename={() => setName('edited')} />}
    </li>
  );
}

interface Asked {
  what: 'deactivate' | 'pass-on';
  entry: AdvisorEntry;
}

const cardId = (advisor: string) => `advisor-${advisor}`;

/**
 * With the last appointment the key that was pressed is gone, when the dialogue closes or when the new list comes after that: the
 * focus stays in the card.
 */
function useFocusInCard(asked: Asked | undefined, list: AdvisorList | undefined): void {
  const last = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (asked !== undefined) last.current = asked.entry.id;
    else if (last.current !== undefined && document.activeElement === document.body)
      document.getElementById(cardId(last.current))?.querySelector('button')?.focus();
  }, [asked, list]);
}

export function AdvisorsSection() {
  const { advisors: texts } = useLeadTexts();
  const { parts } = useHouse();
  const loaded = useLoaded(parts.lead.advisors);
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  useFocusInCard(asked, loaded.value);
  const close = () => setAsked(undefined);
  return (
    <Section title={texts.title} hint={texts.hint} loaded={loaded}>
      {({ advisors }) => (
        <>
          <ul class="plain-list stack">
            {advisors.map((entry) => (
              <Row
                key={entry.id}
                entry={entry}
                all={advisors}
                onChanged={loaded.load}
                onAsk={(what) => setAsked({ what, entry })}
              />
            ))}
          </ul>
          {asked?.what === 'deactivate' && (
            <DeactivateDialog
              entry={asked.entry}
              canPassOn={canPassOn(asked.entry, advisors)}
              onPassOn={() => setAsked({ what: 'pass-on', entry: asked.entry })}
              onChanged={loaded.load}
              onClose={close}
            />
          )}
          {asked?.what === 'pass-on' && (
            <PassOnDialog entry={asked.entry} all={advisors} onChanged={loaded.load} onClose={close} />
          )}
        </>
      )}
    </Section>
  );
}
