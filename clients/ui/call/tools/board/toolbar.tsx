/** Tools, colours, sizes, undo and redo: each with its word. */
import type { ComponentChildren } from 'preact';
import { LineDrawing } from '../../../icon.tsx';
import { useView } from '../../../use-view.ts';
import { type Ink, inks, type Size, sizes } from './board-value.ts';
import { type BoardIconName, boardDrawings } from './drawings.ts';
import { type ToolKind, toolKinds } from './gesture.ts';
import type { Hand } from './hand.ts';
import type { BoardSession } from './session.ts';
import { useBoardTexts } from './texts.ts';

/** An icon of the board; the word beside it says what it means. */
export const BoardIcon = ({ name }: { name: BoardIconName }) => (
  <LineDrawing drawing={boardDrawings[name]} class="icon" stroke={2} />
);

/** A key of the board: icon above, word below. One that can do nothing now keeps the focus all the same. */
export function BoardKey(props: {
  icon: BoardIconName;
  children: ComponentChildren;
  disabled?: boolean;
  /** The icon says enough to those who see it. */
  isSilent?: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      class="board-key"
      aria-disabled={props.disabled}
      onClick={() => {
        if (!props.disabled) props.onClick();
      }}
    >
      <BoardIcon name={props.icon} />
      <span class={props.isSilent ? 'unseen' : undefined}>{props.children}</span>
    </button>
  );
}

const icons: Record<ToolKind, BoardIconName> = {
  pen: 'pen-line',
  line: 'slash',
  arrow: 'move-up-right',
  rectangle: 'square',
  ellipse: 'circle',
  text: 'type',
  eraser: 'eraser',
  select: 'mouse-pointer-2',
  point: 'pointer',
};

interface PickProps<T extends string> {
  name: string;
  title: string;
  all: readonly T[];
  value: T;
  words: Record<T, string>;
  sign: (one: T) => ComponentChildren;
  onPick: (one: T) => void;
}

/** One of a few, as radio buttons that look like keys. */
function Pick<T extends string>({ name, title, all, value, words, sign, onPick }: PickProps<T>) {
  return (
    <fieldset class={`board-pick board-pick-${name}`}>
      <legend class="unseen">{title}</legend>
      {all.map((one) => (
        <label key={one} class="board-key">
          <input
            class="unseen"
            type="radio"
            name={`board-${name}`}
            checked={one === value}
            onChange={() => onPick(one)}
          />
          {sign(one)}
          <span>{words[one]}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** What the hand holds. */
export function Toolbar({ session, hand }: { session: BoardSession; hand: Hand }) {
  const texts = useBoardTexts();
  const { tool, ink, size } = useView(hand);
  const { canUndo, canRedo } = useView(session);
  return (
    <div class="board-tools">
      <Pick
        {...{ name: 'tool', title: texts.tools.title, all: toolKinds, value: tool, words: texts.tools }}
        sign={(one: ToolKind) => <BoardIcon name={icons[one]} />}
        onPick={(one: ToolKind) => hand.hold({ tool: one })}
      />
      <div class="board-looks">
        <Pick
          {...{ name: 'ink', title: texts.inks.title, all: inks, value: ink, words: texts.inks }}
          sign={(one: Ink) => <span class={`board-ink board-ink-${one}`} />}
          onPick={(one: Ink) => hand.hold({ ink: one })}
        />
        <Pick
          {...{ name: 'size', title: texts.sizes.title, all: sizes, value: size, words: texts.sizes }}
          sign={(one: Size) => <span class={`board-size board-size-${one}`} />}
          onPick={(one: Size) => hand.hold({ size: one })}
        />
        <div class="board-pick board-undo">
          <BoardKey icon="undo-2" disabled={!canUndo} onClick={() => session.act({ type: 'undo' })}>
            {texts.undo}
          </BoardKey>
          <BoardKey icon="redo-2" disabled={!canRedo} onClick={() => session.act({ type: 'redo' })}>
            {texts.redo}
          </BoardKey>
        </div>
      </div>
    </div>
  );
}
