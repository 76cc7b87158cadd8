/** What was written: one list for both, each message told apart by side, name and place; and what is being written now. */
import { useMemo } from 'preact/hooks';
import { Announcement } from '../../../frame.tsx';
import { Icon } from '../../../icon.tsx';
import { useLanguage } from '../../../language.tsx';
import { TextKeep, type TextLogProps } from './text-keep.tsx';
import { type Entry, isThere, transcript } from './text-state.ts';
import { linksIn, shownText, timeWords } from './text-words.ts';
import { useTextTexts } from './texts.ts';

/** Finished messages are announced once, politely; letters on their way are there to be read and announced by nobody. */
export function TextLog({ state, peerName }: TextLogProps) {
  const texts = useTextTexts();
  const { theirs, line, logs, theyHave, withheld } = state;
  // Not anew with every letter that is typed below.
  const messages = useMemo(
    () =>
      transcript(state).map((entry) => (
        <Message key={`${entry.session} ${entry.n}`} entry={entry} state={state} peerName={peerName} />
      )),
    [logs, theyHave, withheld, peerName, useLanguage()],
  );
  return (
    <>
      <p class="text-note">{line === 'open' || state.theirs.session ? texts.intro(peerName) : texts.introAlone}</p>
      <TextKeep state={state} peerName={peerName} />
      <div role="log" aria-label={texts.log}>
        <ol class="text-entries">{messages}</ol>
      </div>
      {theirs.draft !== '' && (
        <section class="text-entry text-theirs text-live" aria-label={texts.writesNow(peerName)} aria-live="off">
          <p class="text-who">
            <Icon name="pencil" />
            <span>{texts.writesNow(peerName)}</span>
          </p>
          <p class="text-words" dir="auto">
            {shownText(theirs.draft)}
          </p>
        </section>
      )}
      <Announcement>{theirs.draft === '' ? '' : texts.writesNow(peerName)}</Announcement>
    </>
  );
}

function Message({ entry, state, peerName }: TextLogProps & { entry: Entry }) {
  const texts = useTextTexts();
  const language = useLanguage();
  const isOwn = entry.seat === state.self.seat;
  const head = texts.head(isOwn ? texts.you : peerName, timeWords(entry.at, language));
  const isReturned = isOwn && entry.session !== state.self.session;
  return (
    <li class={isOwn ? 'text-entry text-own' : 'text-entry text-theirs'}>
      <p class="text-who">{isReturned ? `${head} (${texts.returned(peerName)})` : head}</p>
      <p class="text-words" dir="auto">
        {shownText(entry.text)}
      </p>
      {linksIn(entry.text).map(({ href, host }) => (
        <a key={href} class="text-link" href={href} target="_blank" rel="noopener noreferrer">
          <Icon name="external-link" />
          <span>{texts.open(host)}</span>
          <span class="unseen"> ({texts.openHint})</span>
        </a>
      ))}
      {!isThere(state, entry) && <p class="text-who">{texts.waiting}</p>}
    </li>
  );
}
