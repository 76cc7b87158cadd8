/** The form as a list: one field after the other with its name, for small screens and for readers. */
import { useId } from 'preact/hooks';
import { Control, TickControl } from './control.tsx';
import { useDesk, useField } from './desk.ts';
import type { Field } from './field.ts';
import type { PdfForm } from './pdf-form.ts';
import { SignatureField } from './signature-lines.tsx';
import { useFormTexts } from './texts.ts';

/** What is to be known before filling in; also who is in the field. */
function Hint({ field, id }: { field: Field; id: string }) {
  const texts = useFormTexts();
  const { peerName } = useDesk();
  const { isTheirs } = useField(field);
  const isLimited = field.kind === 'text' && field.maxLength > 0 && !field.isReadOnly;
  const words = [
    field.isRequired && !field.isReadOnly && texts.required,
    field.isReadOnly && texts.readOnly,
    isLimited && texts.letters(field.maxLength),
  ].filter(Boolean);
  return (
    <>
      <span id={id} class="field-hint">
        {words.join('. ')}
      </span>
      {isTheirs && <span class="form-here">{texts.isHere(peerName)}</span>}
    </>
  );
}

function Ticks({ field, id }: { field: Field; id: string }) {
  return (
    <fieldset class="form-row" aria-describedby={`${id}-hint`}>
      <legend class="field-label">{field.label}</legend>
      <Hint field={field} id={`${id}-hint`} />
      {field.places.map((place) => (
        <label key={place.id} class="form-tick" for={`${id}-${place.id}`}>
          <TickControl {...{ field, place }} id={`${id}-${place.id}`} class="form-box" group={id} />
          <span>{field.places.length > 1 || field.kind === 'radio' ? place.label || place.state : field.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** A box of its own needs no heading: the sentence beside it is its name. */
function Tick({ field, id }: { field: Field; id: string }) {
  const [place] = field.places;
  if (!place) return null;
  return (
    <div class="form-row">
      <label class="form-tick" for={id}>
        <TickControl {...{ field, place }} id={id} class="form-box" group={id} describedBy={`${id}-hint`} />
        <span>{field.label}</span>
      </label>
      <Hint field={field} id={`${id}-hint`} />
    </div>
  );
}

function Row({ field }: { field: Field }) {
  const id = useId();
  if (field.kind === 'radio' || (field.kind === 'check' && field.places.length > 1))
    return <Ticks {...{ field, id }} />;
  if (field.kind === 'check') return <Tick {...{ field, id }} />;
  if (field.kind === 'signature') {
    return (
      <section class="form-row" aria-label={field.label}>
        <span class="field-label">{field.label}</span>
        <SignatureField field={field} />
      </section>
    );
  }
  return (
    <div class="form-row">
      <label class="field-label" for={id}>
        {field.label}
      </label>
      <Hint field={field} id={`${id}-hint`} />
      <Control {...{ field, id }} class="input" describedBy={`${id}-hint`} />
    </div>
  );
}

export function FieldList({ paper }: { paper: PdfForm }) {
  return (
    <div class="form-list">
      {paper.fields.map((field) => (
        <Row key={field.name} field={field} />
      ))}
    </div>
  );
}
