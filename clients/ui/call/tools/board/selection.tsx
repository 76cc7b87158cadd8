/** What can be done with the chosen thing without dragging, and the field for a text of the sheet. */
import { useState } from 'preact/hooks';
import { Button } from '../../../button.tsx';
import { useView } from '../../../use-view.ts';
import type { Thing } from './board-value.ts';
import { moved, resized } from './geometry.ts';
import type { Hand, Writing } from './hand.ts';
import type { BoardSession } from './session.ts';
import { type BoardTexts, useBoardTexts } from './texts.ts';
import { BoardKey } from './toolbar.tsx';

/** A thing in words: what it is and its colour, a text by itself. */
export function thingWords(thing: Thing, texts: BoardTexts): string {
  if (thing.kind === 'text') return texts.quoted(thing.text.replace(/\s+/g, ' ').slice(0, 80));
  const what = thing.kind === 'stroke' ? texts.stroke(1) : texts.things[thing.kind];
  return texts.thing(what, texts.inks[thing.ink]);
}

const step = 300;

export interface SelectionProps {
  hand: Hand;
  session: BoardSession;
  /** Takes the focus: the key that was pressed goes with what was chosen. */
  onDone: () => void;
}

/** Keys in place of dragging (WCAG 2.2, 2.5.7). Nothing while nothing is chosen. */
export function Selection({ hand, session, onDone }: SelectionProps) {
  const texts = useBoardTexts();
  useView(session);
  useView(hand);
  const chosen = hand.selected();
  if (!chosen) return null;
  const { selection } = texts;
  const by = (dx: number, dy: number) => () => hand.alter((thing) => moved(thing, dx * step, dy * step));
  const end = (deed: () => void) => () => {
    deed();
    onDone();
  };
  const to = (share: number) => () => hand.alter((thing) => resized(thing, share * step * 2, share * step * 2));
  return (
    <section class="board-selection" aria-label={selection.title(thingWords(chosen.value, texts))}>
      <p>{selection.title(thingWords(chosen.value, texts))}</p>
      <div class="board-pick">
        <BoardKey icon="arrow-left" onClick={by(-1, 0)}>
          {selection.left}
        </BoardKey>
        <BoardKey icon="arrow-right" onClick={by(1, 0)}>
          {selection.right}
        </BoardKey>
        <BoardKey icon="arrow-up" onClick={by(0, -1)}>
          {selection.up}
        </BoardKey>
        <BoardKey icon="arrow-down" onClick={by(0, 1)}>
          {selection.down}
        </BoardKey>
        <BoardKey icon="plus" onClick={to(1)}>
          {selection.larger}
        </BoardKey>
        <BoardKey icon="minus" onClick={to(-1)}>
          {selection.smaller}
        </BoardKey>
        {chosen.value.kind === 'text' && (
          <BoardKey icon="type" onClick={() => hand.rewrite()}>
            {texts.textEntry.change}
          </BoardKey>
        )}
        <BoardKey icon="trash" onClick={end(() => hand.remove())}>
          {selection.remove}
        </BoardKey>
        <BoardKey icon="x" onClick={end(() => hand.select(undefined))}>
          {selection.none}
        </BoardKey>
      </div>
    </section>
  );
}

/** Where a text of the sheet is written; takes the focus, and gives it back through `onDone`. */
export function TextEntry({ hand, writing, onDone }: { hand: Hand; writing: Writing; onDone: () => void }) {
  const { textEntry } = useBoardTexts();
  const [text, setText] = useState(writing.text);
  const end = (words: string | undefined) => {
    hand.write(words);
    onDone();
  };
  return (
    <form
      class="board-text"
      onSubmit={(event) => {
        event.preventDefault();
        end(text);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        end(undefined);
      }}
    >
      <label class="field-label" for="board-text">
        {textEntry.label}
      </label>
      <textarea
        class="input"
        id="board-text"
        rows={2}
        maxLength={500}
        value={text}
        ref={(field) => {
          if (field && document.activeElement !== field && !field.form?.contains(document.activeElement)) field.focus();
        }}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div class="actions">
        <Button kind="primary" small type="submit">
          {textEntry.place}
        </Button>
        <Button small onClick={() => end(undefined)}>
          {textEntry.cancel}
        </Button>
      </div>
    </form>
  );
}
