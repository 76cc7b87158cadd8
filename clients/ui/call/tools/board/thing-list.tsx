/** What lies on the sheet, in words: for people who do not see it, and for choosing without a pointer. */
import { useMemo, useRef } from 'preact/hooks';
import { Button } from '../../../button.tsx';
import type { Placed } from './board.ts';
import type { Thing } from './board-value.ts';
import type { Hand } from './hand.ts';
import { thingWords } from './selection.tsx';
import type { BoardSession } from './session.ts';
import { type BoardTexts, useBoardTexts } from './texts.ts';

/** Things in one entry: a text or shape alone, strokes of one hand in a row together. */
export interface ListEntry {
  author: string;
  things: readonly Placed<Thing>[];
}

const authorOf = (id: string): string => id.split('-')[0] ?? '';

/** In the order in which they were made. Pure. */
export function listEntries(things: readonly Placed<Thing>[]): ListEntry[] {
  const entries: ListEntry[] = [];
  for (const thing of things) {
    const author = authorOf(thing.id);
    const last = entries.at(-1);
    const goesOn =
      thing.value.kind === 'stroke' &&
      last?.author === author &&
      last.things[0]?.value.kind === 'stroke' &&
      last.things[0].value.ink === thing.value.ink;
    if (goesOn) entries[entries.length - 1] = { author, things: [...last.things, thing] };
    else entries.push({ author, things: [thing] });
  }
  return entries;
}

/** Whose it is: one's own, the other's, or of somebody who has loaded the page anew since. */
export function authorWords(author: string, own: string, peerName: string, texts: BoardTexts): string {
  if (author === own) return texts.byYou;
  return author.charAt(0) === own.charAt(0) ? texts.byOther : texts.by(peerName);
}

function entryWords({ things }: ListEntry, texts: BoardTexts): string {
  const value = things[0]?.value;
  if (!value) return '';
  return things.length === 1
    ? thingWords(value, texts)
    : texts.thing(texts.stroke(things.length), texts.inks[value.ink]);
}

/** Longer lists help nobody. */
const mostEntries = 100;

export function ThingList(props: {
  session: BoardSession;
  hand: Hand;
  things: readonly Placed<Thing>[];
  peerName: string;
  onChosen: () => void;
}) {
  const texts = useBoardTexts();
  const { session, hand, things } = props;
  const entries = useMemo(() => listEntries(things), [things]);
  const head = useRef<HTMLElement>(null);
  const remove = ({ things: gone }: ListEntry) => {
    session.act({ type: 'change', changes: gone.map(({ id }) => ({ id, value: null })) });
    // The key goes with its entry; a reader goes on in the list.
    head.current?.focus();
  };
  return (
    <details class="board-list">
      <summary ref={head}>{texts.list(entries.length)}</summary>
      {entries.length === 0 && <p>{texts.empty}</p>}
      <ol>
        {entries.slice(-mostEntries).map((entry) => {
          const words = `${entryWords(entry, texts)}, ${authorWords(entry.author, session.author, props.peerName, texts)}`;
          const [first] = entry.things;
          return (
            <li key={first?.id}>
              <span>{words}</span>
              {entry.things.length === 1 && (
                <Button
                  small
                  onClick={() => {
                    hand.select(first?.id);
                    props.onChosen();
                  }}
                >
                  {texts.choose}
                  <span class="unseen">: {words}</span>
                </Button>
              )}
              <Button small onClick={() => remove(entry)}>
                {texts.remove}
                <span class="unseen">: {words}</span>
              </Button>
            </li>
          );
        })}
      </ol>
    </details>
  );
}
