/** What there is of one person, in counts; the file with all of it; and the end of it, after the address was typed again. */
import type { PersonErased, PersonFound, PersonKey } from '@visavis/shared';
import { Button, Notice, TextField, useLanguage } from '@visavis/ui';
import { useEffect, useRef, useState } from 'preact/hooks';
import { saveFile } from '../copy-button.tsx';
import { FailureNotice } from '../failure.tsx';
import { useSaving } from '../offer/use-saving.ts';
import { useHouse, useMoments } from '../setting.tsx';
import { isTypedAgain } from './people-form.ts';
import { useLeadTexts } from './texts/index.ts';

/** Takes the focus: it answers what was just asked for. */
function Answer({ title }: { title: string }) {
  const element = useRef<HTMLHeadingElement>(null);
  useEffect(() => element.current?.focus(), [title]);
  return (
    <h3 ref={element} tabIndex={-1}>
      {title}
    </h3>
  );
}

function Counts({ found }: { found: PersonFound }) {
  const { people: texts } = useLeadTexts();
  const stamp = useMoments();
  return (
    <>
      <ul>
        {found.records.map(({ table, title, count }) => (
          <li key={table}>{texts.count(title, count)}</li>
        ))}
      </ul>
      {found.names > 1 && (
        <Notice tone="warn">
          <p>{texts.severalNames(found.names)}</p>
        </Notice>
      )}
      {found.standing.length > 0 && (
        <Notice tone="warn">
          <p>{texts.standing}</p>
          <ul>
            {found.standing.map(({ number, startsAt }) => (
              <li key={number}>{texts.standingOne(number, stamp(Date.parse(startsAt)))}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

function GiveOut({ of }: { of: PersonKey }) {
  const { people: texts } = useLeadTexts();
  const { parts } = useHouse();
  const language = useLanguage();
  const saving = useSaving();
  const give = () =>
    saving.save(async () => {
      const all = await parts.lead.exportPerson(of, language);
      saveFile(texts.exportFile, 'application/json', JSON.stringify(all, null, 2));
    });
  return (
    <>
      {saving.failure && <FailureNotice what={texts.notExported} error={saving.failure} focused />}
      <div class="actions">
        <Button icon="download" busy={saving.state === 'saving'} onClick={() => void give()}>
          {texts.export}
        </Button>
      </div>
    </>
  );
}

function Erase({ of, onErased }: { of: PersonKey; onErased: (erased: PersonErased) => void }) {
  const { people: texts } = useLeadTexts();
  const { parts } = useHouse();
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const saving = useSaving();
  const submit = async () => {
    const isRight = isTypedAgain(of, typed);
    setWrong(!isRight);
    if (!isRight) return document.getElementById('person-again')?.focus();
    await saving.save(async () => onErased(await parts.lead.erasePerson(of)));
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3>{texts.eraseTitle}</h3>
      <p>{texts.eraseWords}</p>
      {saving.failure && <FailureNotice what={texts.notErased} error={saving.failure} focused />}
      <TextField
        id="person-again"
        label={'email' in of ? texts.againEmail : texts.againNumber}
        value={typed}
        error={isWrong ? texts.againWrong : undefined}
        onValue={setTyped}
        input={{ autocomplete: 'off' }}
      />
      <div class="actions">
        <Button type="submit" kind="stop" busy={saving.state === 'saving'}>
          {texts.erase}
        </Button>
      </div>
    </form>
  );
}

export function FoundPerson(props: { of: PersonKey; found: PersonFound; onErased: (erased: PersonErased) => void }) {
  const { people: texts } = useLeadTexts();
  const { of, found } = props;
  const isNobody = found.records.length === 0;
  return (
    <div class="stack">
      <Answer title={isNobody ? texts.nobody : texts.found} />
      {!isNobody && (
        <>
          <Counts found={found} />
          <GiveOut of={of} />
          {found.standing.length === 0 && <Erase of={of} onErased={props.onErased} />}
        </>
      )}
    </div>
  );
}

/** The proof names nobody: it may be kept, and given to the person. */
export function Erased({ erased, onDone }: { erased: PersonErased; onDone: () => void }) {
  const { people: texts } = useLeadTexts();
  const total = Object.values(erased.deleted).reduce((sum, count) => sum + count, 0);
  return (
    <div class="stack">
      <Answer title={texts.erased} />
      <p>{texts.erasedWords(total)}</p>
      <div class="actions">
        <Button icon="download" onClick={() => saveFile(texts.proofFile, 'application/jose', erased.proof)}>
          {texts.proof}
        </Button>
        <Button onClick={onDone}>{texts.another}</Button>
      </div>
    </div>
  );
}
