/** What every part of an open form needs: the session, the form as it is now, and who is where. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type Field, fitting, shownIn } from './field.ts';
import { type Form, isLocked } from './form.ts';
import type { FieldValue } from './form-value.ts';
import type { FormSession } from './session.ts';

export interface Desk {
  session: FormSession;
  form: Form;
  peerName: string;
  /** Which field the other one is in. */
  theirField: string | undefined;
  /** Somebody wants to sign in a field. */
  sign(field: Field): void;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('a field lies on a form');
  return desk;
}

export interface FieldState {
  value: FieldValue;
  /** Given by the form, or locked by a signature. */
  isFixed: boolean;
  /** The other one is in it. */
  isTheirs: boolean;
  fill(value: FieldValue): void;
  /** For the control: tells the other side where one is. */
  here: { onFocus: () => void; onBlur: () => void };
}

export function useField(field: Field): FieldState {
  const { session, form, theirField } = useDesk();
  return {
    value: shownIn(form, field),
    isFixed: field.isReadOnly || isLocked(form),
    isTheirs: theirField === field.name,
    fill: (value) => session.act({ type: 'fill', field: field.name, value: fitting(field, value) }),
    here: { onFocus: () => session.at(field.name), onBlur: () => session.at('') },
  };
}
