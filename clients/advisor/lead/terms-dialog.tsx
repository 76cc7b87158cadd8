/** One version that nobody has seen yet: written in both languages, looked at as guests will, published, or taken back. */
import { type Language, type TermsEntry, type TermsTexts, termsBlocks, withFacts } from '@visavis/shared';
import { Button, Dialog, Field, Notice, TextField, useUiTexts } from '@visavis/ui';
import { useEffect, useState } from 'preact/hooks';
import { FailureNotice } from '../failure.tsx';
import { type Saving, useSaving } from '../offer/use-saving.ts';
import { useHouse } from '../setting.tsx';
import { checkTerms, type TermsField, type TermsForm, type TermsProblem } from './terms-form.ts';
import { useLeadTexts } from './texts/index.ts';

interface TermsDialogProps {
  /** Undefined: a new one. */
  entry: TermsEntry | undefined;
  taken: readonly string[];
  onChanged: () => void;
  onClose: () => void;
}

const languages = ['de', 'en'] as const;
const noTexts: TermsTexts = { de: '', en: '' };

/** The text as guests read it; words stay words. */
export function TermsPreview({ text, language }: { text: string; language: Language }) {
  const { session } = useHouse();
  const { name: organisation, phone } = session.organisation;
  return (
    <div class="terms-preview stack" lang={language}>
      {termsBlocks(withFacts(text, { organisation, phone })).map((block, at) =>
        block.kind === 'heading' ? (
          <h3 key={at}>{block.text}</h3>
        ) : block.kind === 'paragraph' ? (
          <p key={at}>{block.text}</p>
        ) : (
          <ul key={at}>
            {block.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        ),
      )}
    </div>
  );
}

function useTerms({ entry, taken, onChanged, onClose }: TermsDialogProps) {
  const { parts, session } = useHouse();
  const saving = useSaving();
  const [form, setForm] = useState<TermsForm>({ version: entry?.version ?? '', texts: noTexts });
  const [problems, setProblems] = useState<ReadonlyMap<TermsField, TermsProblem>>(new Map());
  const [isLoaded, setLoaded] = useState(entry === undefined);
  useEffect(() => {
    if (entry === undefined) return;
    void saving.save(async () => {
      const { texts } = await parts.lead.oneTerms(entry.version);
      setForm({ version: entry.version, texts });
      setLoaded(true);
    });
  }, []);
  /** Whether it may go on; else the first wrong input has the focus. */
  const isGood = (needed: readonly string[]): boolean => {
    const found = checkTerms(form, entry === undefined ? taken : [], needed);
    setProblems(found);
    const [first] = found.keys();
    if (first !== undefined) document.getElementById(`terms-${first}`)?.focus();
    return first === undefined;
  };
  const deed = async (needed: readonly string[], act: (version: string) => Promise<unknown>) => {
    if (!isGood(needed)) return;
    const isDone = await saving.save(async () => void (await act(form.version.trim())));
    if (!isDone) return;
    onChanged();
    onClose();
  };
  return {
    form,
    problems,
    saving,
    isLoaded,
    change: (part: Partial<TermsForm>) => setForm({ ...form, ...part }),
    save: () => deed([], (version) => parts.lead.saveTerms(version, form.texts)),
    publish: (fromMs: number) =>
      deed(session.organisation.languages, async (version) => {
        if (entry?.state !== 'planned') await parts.lead.saveTerms(version, form.texts);
        await parts.lead.publishTerms(version, fromMs);
      }),
    withdraw: () => deed([], (version) => parts.lead.withdrawTerms(version)),
  };
}

type Terms = ReturnType<typeof useTerms>;

function Texts({ form, problems, change, isFixed }: Terms & { isFixed: boolean }) {
  const { terms: texts } = useLeadTexts();
  return languages.map((language) => {
    const problem = problems.get(language);
    const id = `terms-${language}`;
    return (
      <div key={language} class="stack-tight">
        {!isFixed && (
          <Field id={id} label={texts.text[language]} hint={texts.markup} error={problem && texts.problems[problem]}>
            <textarea
              class="input terms-input"
              id={id}
              rows={10}
              lang={language}
              aria-describedby={`${id}-hint`}
              aria-invalid={problem ? true : undefined}
              value={form.texts[language]}
              onInput={({ currentTarget }) => change({ texts: { ...form.texts, [language]: currentTarget.value } })}
            />
          </Field>
        )}
        {form.texts[language].trim() !== '' && (
          <details class="fold" open={isFixed}>
            <summary>
              <span>{texts.preview[language]}</span>
            </summary>
            <TermsPreview text={form.texts[language]} language={language} />
          </details>
        )}
      </div>
    );
  });
}

/** From when it holds: at once, or from a moment on. */
function Publish({ publish, saving }: Pick<Terms, 'publish'> & { saving: Saving }) {
  const { terms: texts } = useLeadTexts();
  const [at, setAt] = useState('');
  const fromMs = at === '' ? 0 : new Date(at).getTime();
  return (
    <fieldset class="stack">
      <legend class="field-label">{texts.publishTitle}</legend>
      <Field id="terms-from" label={texts.validFrom} hint={texts.validFromHint}>
        <input
          class="input input-short"
          id="terms-from"
          type="datetime-local"
          aria-describedby="terms-from-hint"
          value={at}
          onInput={({ currentTarget }) => setAt(currentTarget.value)}
        />
      </Field>
      <div>
        <Button busy={saving.state === 'saving'} onClick={() => void publish(Number.isNaN(fromMs) ? 0 : fromMs)}>
          {at === '' ? texts.publishNow : texts.publishLater}
        </Button>
      </div>
    </fieldset>
  );
}

export function TermsDialog(props: TermsDialogProps) {
  const { terms: texts, notSaved, saving: savingWords } = useLeadTexts();
  const { words } = useUiTexts();
  const terms = useTerms(props);
  const { form, problems, saving, isLoaded, change } = terms;
  const problem = problems.get('version');
  const isFixed = props.entry?.state === 'planned';
  const isBusy = saving.state === 'saving';
  return (
    <Dialog title={props.entry ? texts.version(props.entry.version) : texts.add} onClose={props.onClose} steady>
      {saving.failure && <FailureNotice what={notSaved} error={saving.failure} focused />}
      {!isLoaded && isBusy && <p role="status">{words.loading}</p>}
      {isFixed && <Notice>{texts.fixed}</Notice>}
      {props.entry === undefined && (
        <TextField
          id="terms-version"
          label={texts.name}
          hint={texts.nameHint}
          value={form.version}
          error={problem && texts.problems[problem]}
          onValue={(version) => change({ version })}
          input={{ autocomplete: 'off' }}
        />
      )}
      {isLoaded && <Texts {...terms} isFixed={isFixed} />}
      {isLoaded && !isFixed && (
        <>
          <div class="actions">
            <Button kind="primary" icon="check" busy={isBusy} onClick={() => void terms.save()}>
              {isBusy ? savingWords : texts.saveDraft}
            </Button>
          </div>
          <Publish publish={terms.publish} saving={saving} />
        </>
      )}
      {props.entry && isLoaded && (
        <div>
          <Button kind="quiet" small busy={isBusy} onClick={() => void terms.withdraw()}>
            {texts.withdraw}
          </Button>
        </div>
      )}
    </Dialog>
  );
}
