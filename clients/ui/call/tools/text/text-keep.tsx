/** Taking the written conversation along: it is gone at the end unless a person does. */
import { useState } from 'preact/hooks';
import { Button } from '../../../button.tsx';
import { useLanguage } from '../../../language.tsx';
import { type Entry, type TextState, transcript } from './text-state.ts';
import { timeWords, wholeText } from './text-words.ts';
import { useTextTexts } from './texts.ts';

export interface TextLogProps {
  state: TextState;
  peerName: string;
}

/** Copies or saves everything, as plain text. */
export function TextKeep({ state, peerName }: TextLogProps) {
  const texts = useTextTexts();
  const language = useLanguage();
  const [outcome, setOutcome] = useState('');
  const entries = transcript(state);
  if (entries.length === 0) return null;
  const whole = (): string => {
    const who = ({ seat }: Entry) => (seat === state.self.seat ? texts.you : peerName);
    const head = (entry: Entry) => texts.head(who(entry), timeWords(entry.at, language));
    const date = new Date(entries[0]?.at ?? 0).toLocaleDateString(language, { dateStyle: 'long' });
    return wholeText(texts.fileTitle(peerName, date), entries, head);
  };
  const copy = () =>
    navigator.clipboard.writeText(whole()).then(
      () => setOutcome(texts.copied),
      () => setOutcome(texts.notCopied),
    );
  return (
    <div class="text-keep">
      <Button kind="quiet" icon="copy" small onClick={() => void copy()}>
        {texts.copy}
      </Button>
      <Button kind="quiet" icon="download" small onClick={() => save(whole(), texts.fileName(dayOf(entries[0]?.at)))}>
        {texts.save}
      </Button>
      <span role="status">{outcome}</span>
    </div>
  );
}

const dayOf = (at = 0): string => new Date(at).toLocaleDateString('sv');

function save(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Not at once: some browsers read it only after the click.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
