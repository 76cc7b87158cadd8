/** The letters of one conversation and a field for the next one. The same for guest and advisor. */
import './letters.css';
import type { Letter } from '@visavis/shared';
import { useRef } from 'preact/hooks';
import { Button } from '../button.tsx';
import { Field } from '../field.tsx';
import { useLanguage } from '../language.tsx';
import { Notice } from '../notice.tsx';
import { useUiTexts } from '../texts/index.ts';
import { dateOf, timeOf } from '../when.ts';
import { useLetterTexts } from './texts.ts';
import { useLetters, type Writing } from './use-letters.ts';
import type { LetterWays } from './ways.ts';

export interface LettersProps {
  /** The same object as long as it is about the same letters. */
  ways: LetterWays;
  side: 'advisor' | 'guest';
  /** In which times are told; the device's own without. */
  timeZone: string | undefined;
  /** Where the code was typed: it was not the right one, and is asked for again. */
  onCodeAgain?: (() => void) | undefined;
}

function LetterItem({
  letter,
  side,
  other,
  timeZone,
}: { letter: Letter; other: string } & Pick<LettersProps, 'side' | 'timeZone'>) {
  const texts = useLetterTexts();
  const language = useLanguage();
  const place = { language, timeZone };
  const at = Date.parse(letter.at);
  const isOwn = letter.from === side;
  return (
    <li class={isOwn ? 'letter letter-own' : 'letter'}>
      <p class="letter-head">
        <strong>{isOwn ? texts.you : other}</strong> · {texts.when(dateOf(at, place), timeOf(at, place))}
        {isOwn && ` · ${letter.readAt === null ? texts.notRead : texts.read}`}
      </p>
      <p class="letter-text">{letter.text}</p>
    </li>
  );
}

/** What keeps a letter from going, in words. */
function problemWords(writing: Writing, texts: ReturnType<typeof useLetterTexts>): string | undefined {
  const { problem } = writing;
  if (problem === undefined) return undefined;
  return problem.kind === 'missing' ? texts.missing : texts.tooLong(problem.over);
}

function Composer({ writing, side, left }: { writing: Writing; side: LettersProps['side']; left: number }) {
  const texts = useLetterTexts();
  const { errors } = useUiTexts();
  const { notSent, state } = writing;
  if (left === 0 && writing.text === '') return <p class="soft">{texts.noneLeft}</p>;
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void writing.send();
      }}
    >
      <Field id="letter" label={texts.field} hint={texts.hint[side]} error={problemWords(writing, texts)}>
        <textarea
          class="input"
          id="letter"
          rows={4}
          value={writing.text}
          aria-describedby="letter-hint letter-error letter-left"
          aria-invalid={writing.problem ? true : undefined}
          onInput={(event) => writing.change(event.currentTarget.value)}
        />
      </Field>
      {notSent && (
        <div role="alert">
          <Notice tone="stop">
            <p>
              <strong>{texts.notSent}</strong>
            </p>
            <p>
              {errors[notSent.code].what} {errors[notSent.code].now}
            </p>
          </Notice>
        </div>
      )}
      <p role="status">{state === 'sent' ? texts.sent : ''}</p>
      <div class="row">
        <Button kind="primary" type="submit" icon="send" busy={state === 'sending'}>
          {state === 'sending' ? texts.sending : texts.send}
        </Button>
      </div>
      <p class="soft" id="letter-left">
        {texts.left(left)}
      </p>
    </form>
  );
}

/** Loads, and marks as read, when it appears: show it only where a person has pressed something for it. */
export function Letters(props: LettersProps) {
  const place = useRef<HTMLDivElement>(null);
  // The key that asks again goes as soon as it is pressed.
  const stay = () => place.current?.focus();
  return (
    <div ref={place} tabIndex={-1}>
      <LetterList {...props} onAgain={stay} />
    </div>
  );
}

function LetterList({ ways, side, timeZone, onCodeAgain, onAgain }: LettersProps & { onAgain: () => void }) {
  const texts = useLetterTexts();
  const { errors, words } = useUiTexts();
  const writing = useLetters(ways);
  const { list, notLoaded } = writing;
  if (notLoaded) {
    const isRefused = notLoaded.code === 'not-admitted';
    const loadAgain = () => {
      onAgain();
      writing.loadAgain();
    };
    const again = isRefused ? onCodeAgain : loadAgain;
    return (
      <div role="alert">
        <Notice tone="stop">
          <p>
            <strong>{isRefused ? texts.wrongCode : texts.notLoaded}</strong>
          </p>
          {!isRefused && <p>{errors[notLoaded.code].now}</p>}
          {again && (
            <Button small icon="refresh-cw" onClick={again}>
              {words.tryAgain}
            </Button>
          )}
        </Notice>
      </div>
    );
  }
  if (list === undefined) return <p role="status">{words.loading}</p>;
  return (
    <div class="stack-loose">
      {list.letters.length === 0 ? (
        <p class="soft">{texts.none}</p>
      ) : (
        <ol class="letters">
          {list.letters.map((letter) => (
            <LetterItem key={letter.id} letter={letter} side={side} other={list.with} timeZone={timeZone} />
          ))}
        </ol>
      )}
      <Composer writing={writing} side={side} left={list.left} />
    </div>
  );
}
