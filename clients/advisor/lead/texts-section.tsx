/** The welcome in both languages, with what a guest will see of it. */
import { holdsLink, type TextsView, welcomeLength } from '@visavis/shared';
import { Button, Notice, TextField } from '@visavis/ui';
import { useState } from 'preact/hooks';
import { FailureNotice } from '../failure.tsx';
import { useSaving } from '../offer/use-saving.ts';
import { useHouse } from '../setting.tsx';
import { Section } from './section.tsx';
import { useLeadTexts } from './texts/index.ts';
import { useLoaded } from './use-loaded.ts';

type Problem = 'too-long' | 'link';

/** What is wrong with a welcome; nothing with an empty one. */
export function welcomeProblem(text: string): Problem | undefined {
  if (text.trim().length > welcomeLength) return 'too-long';
  return holdsLink(text) ? 'link' : undefined;
}

const languages = ['de', 'en'] as const;

/** What guests will read, each language as such. */
function Preview({ given }: { given: Record<(typeof languages)[number], string> }) {
  const { texts: words } = useLeadTexts();
  const said = languages.filter((language) => given[language] !== '');
  if (said.length === 0) return null;
  return (
    <div class="stack-tight">
      <h3>{words.preview}</h3>
      {said.map((language) => (
        <blockquote key={language} lang={language} class="welcome-preview">
          {given[language]}
        </blockquote>
      ))}
    </div>
  );
}

/** One language, with how much room is left. */
function WelcomeField(props: {
  language: (typeof languages)[number];
  value: string;
  onValue: (value: string) => void;
}) {
  const { texts: words } = useLeadTexts();
  const { language, value } = props;
  const problem = welcomeProblem(value);
  return (
    <TextField
      id={`welcome-${language}`}
      label={words.welcome[language]}
      hint={words.left(welcomeLength - value.trim().length)}
      value={value}
      error={problem && words.problems[problem]}
      onValue={props.onValue}
      input={{ autocomplete: 'off', lang: language }}
    />
  );
}

function Form({ view, onSaved }: { view: TextsView; onSaved: (view: TextsView) => void }) {
  const { notSaved, saved, save } = useLeadTexts();
  const { parts } = useHouse();
  const saving = useSaving();
  const { de = '', en = '' } = view.texts.welcome;
  const [welcome, setWelcome] = useState({ de, en });
  const given = { de: welcome.de.trim(), en: welcome.en.trim() };
  const submit = async () => {
    const wrong = languages.find((one) => welcomeProblem(welcome[one]) !== undefined);
    if (wrong !== undefined) return document.getElementById(`welcome-${wrong}`)?.focus();
    const kept = { ...(given.de !== '' && { de: given.de }), ...(given.en !== '' && { en: given.en }) };
    await saving.save(async () => onSaved(await parts.lead.saveTexts(view.revision, { welcome: kept })));
  };
  return (
    <form
      class="stack-loose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {saving.failure && <FailureNotice what={notSaved} error={saving.failure} focused />}
      {languages.map((language) => (
        <WelcomeField
          key={language}
          language={language}
          value={welcome[language]}
          onValue={(value) => {
            saving.touch();
            setWelcome({ ...welcome, [language]: value });
          }}
        />
      ))}
      <Preview given={given} />
      <div role="status">{saving.state === 'saved' && <Notice tone="good">{saved}</Notice>}</div>
      <div class="actions">
        <Button type="submit" icon="check" busy={saving.state === 'saving'}>
          {save}
        </Button>
      </div>
    </form>
  );
}

export function TextsSection() {
  const { texts: words } = useLeadTexts();
  const { parts } = useHouse();
  const loaded = useLoaded(parts.lead.texts);
  return (
    <Section title={words.title} hint={words.hint} loaded={loaded}>
      {(view) => <Form view={view} onSaved={loaded.put} />}
    </Section>
  );
}
