/** Where a message is written: the field, the key to send it, and the switch for letter by letter. */
import type { Ref } from 'preact';
import { useId } from 'preact/hooks';
import { Button } from '../../../button.tsx';
import { textLimits } from './text-frames.ts';
import type { TextSession } from './text-session.ts';
import { isFull, type TextState } from './text-state.ts';
import { useTextTexts } from './texts.ts';

export interface TextComposerProps {
  session: TextSession;
  state: TextState;
  peerName: string;
  field: Ref<HTMLTextAreaElement>;
}

/** Enter sends, with Shift it breaks the line. While letters are composed (IME) nothing of them is told. */
export function TextComposer({ session, state, peerName, field }: TextComposerProps) {
  const texts = useTextTexts();
  const [id, noteId] = [useId(), useId()];
  const note = noteOf(state, texts, peerName);
  return (
    <form
      class="text-composer"
      onSubmit={(event) => {
        event.preventDefault();
        session.say();
      }}
    >
      <label class="field-label text-label" for={id}>
        {texts.label}
      </label>
      <div class="text-field">
        <textarea
          ref={field}
          id={id}
          rows={2}
          dir="auto"
          enterkeyhint="send"
          placeholder={texts.label}
          maxLength={textLimits.textLength}
          aria-describedby={noteId}
          value={state.draft}
          onInput={(event) => {
            if (!event.isComposing) session.type(event.currentTarget.value);
          }}
          onCompositionEnd={(event) => session.type(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            session.say();
          }}
        />
        <Button type="submit" kind="primary" icon="send">
          {texts.send}
        </Button>
      </div>
      <p id={noteId} class="text-note" role="status">
        {note}
      </p>
      <LiveSwitch session={session} state={state} />
    </form>
  );
}

function LiveSwitch({ session, state }: Pick<TextComposerProps, 'session' | 'state'>) {
  const texts = useTextTexts();
  return (
    <label class="tick">
      <input
        type="checkbox"
        checked={state.isLive}
        onChange={(event) => session.setLive(event.currentTarget.checked)}
      />
      <span>{texts.live}</span>
    </label>
  );
}

/** The one sentence that matters now. */
function noteOf(state: TextState, texts: ReturnType<typeof useTextTexts>, peerName: string): string {
  if (isFull(state)) return texts.full;
  if (state.draft.length >= textLimits.textLength) return texts.longest(textLimits.textLength);
  if (state.line === 'away' && state.theirs.session !== undefined) return texts.away;
  return state.isLive ? texts.liveHint(peerName) : '';
}
