/** Signing: by drawing or by typing one's name, after being told plainly what such a signature is. */
import { useMemo, useState } from 'preact/hooks';
import { Button } from '../../../button.tsx';
import { Dialog } from '../../../dialog.tsx';
import { FieldError, TextField } from '../../../field.tsx';
import { useLanguage } from '../../../language.tsx';
import { Choices } from './choices.tsx';
import type { Field } from './field.ts';
import type { Signature } from './form-value.ts';
import { cropped, lettered } from './lettering.ts';
import { linesOnPad, Pad } from './pad.tsx';
import { SignatureDrawing } from './signature-lines.tsx';
import { useFormTexts } from './texts.ts';

type Style = Signature['style'];

export interface SignDialogProps {
  field: Field;
  /** Something in the form is not as it was when this was opened. */
  isChanged: boolean;
  onSign: (signature: Omit<Signature, 'over'>) => void;
  onClose: () => void;
}

/** Date and time as people here write them. */
export const dateWords = (now: Date, language: string): string =>
  new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', { dateStyle: 'medium', timeStyle: 'short' })
    .format(now)
    .replace(/[^\p{L}\p{N} .,:/-]/gu, ' ');

function Typed({ name, onName }: { name: string; onName: (name: string) => void }) {
  const texts = useFormTexts().signature;
  const lines = useMemo(() => lettered(name), [name]);
  return (
    <>
      <TextField
        id="form-sign-name"
        label={texts.name}
        value={name}
        onValue={onName}
        input={{ autocomplete: 'name', maxLength: 60 }}
      />
      <div class="form-pad form-pad-shown">{lines && <SignatureDrawing lines={lines} label={texts.preview} />}</div>
    </>
  );
}

/** Of a person who may not be able to hold a pen: both ways end in the same kind of picture. */
export function SignDialog({ field, isChanged, onSign, onClose }: SignDialogProps) {
  const texts = useFormTexts().signature;
  const language = useLanguage();
  const [style, setStyle] = useState<Style>('drawn');
  const [strokes, setStrokes] = useState<number[][]>([]);
  const [name, setName] = useState('');
  const [problem, setProblem] = useState('');
  const sign = () => {
    if (isChanged) return;
    const lines = style === 'drawn' ? cropped(strokes, linesOnPad([]).thickness) : lettered(name);
    const isEmpty = style === 'drawn' ? strokes.length === 0 : name.trim() === '';
    if (lines) onSign({ style, ...lines, on: dateWords(new Date(), language) });
    else setProblem(isEmpty ? texts.empty : texts.tooLong);
  };
  const foot = (
    <>
      <Button kind="primary" icon="check" onClick={sign}>
        {texts.done}
      </Button>
      <Button onClick={onClose}>{texts.cancel}</Button>
    </>
  );
  return (
    <Dialog title={`${texts.title}: ${field.label}`} onClose={onClose} foot={foot} steady>
      <p>{texts.plain}</p>
      <Choices
        {...{ title: texts.how, name: 'form-sign-style', all: ['drawn', 'typed'], value: style }}
        words={{ drawn: texts.draw, typed: texts.type }}
        onPick={setStyle}
      />
      {style === 'drawn' ? (
        <>
          <Pad label={texts.pad} strokes={strokes} onStrokes={setStrokes} />
          <Button icon="undo-2" small disabled={strokes.length === 0} onClick={() => setStrokes([])}>
            {texts.anew}
          </Button>
        </>
      ) : (
        <Typed name={name} onName={setName} />
      )}
      <FieldError id="form-sign-problem">{isChanged ? texts.changed : problem}</FieldError>
    </Dialog>
  );
}
