/** What a field of a form is to the page: its kind, its name for people, its places on the pages, and what stands in it. */
import { type Form, filledIn } from './form.ts';
import { type FieldValue, limits, plain } from './form-value.ts';

export type FieldKind = 'text' | 'check' | 'radio' | 'choice' | 'list' | 'signature';

/** A rectangle on a page held upright, in points of 1/72 inch from its upper left corner. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One of the places where a field is seen; one box or circle of several. */
export interface Place {
  /** The annotation's own, for the writer. */
  id: string;
  /** From 0. */
  page: number;
  rect: Rect;
  /** What a ticked box or chosen circle stands for. */
  state: string;
  /** What is written beside it. */
  label: string;
  /** In points; 0 where the form leaves it open. */
  fontSize: number;
}

export interface Field {
  name: string;
  kind: FieldKind;
  label: string;
  isRequired: boolean;
  isReadOnly: boolean;
  isMultiLine: boolean;
  /** A letter in each cell; `maxLength` of them. */
  isComb: boolean;
  /** 0: none. */
  maxLength: number;
  /** Of a list: more than one. */
  isMultiple: boolean;
  /** Of a choice: own words as well. */
  isEditable: boolean;
  options: readonly { value: string; label: string }[];
  /** What stands in it in the file. */
  value: FieldValue;
  places: readonly Place[];
}

const one = (value: FieldValue): string => (typeof value === 'string' ? value : (value[0] ?? ''));
const many = (value: FieldValue): string[] => (typeof value === 'string' ? [value] : value);

/** `value` as this field can hold it: whatever the other side said, nothing else is shown or written. */
export function fitting(field: Field, value: FieldValue): FieldValue {
  const isOption = (wanted: string) => field.options.some((option) => option.value === wanted);
  switch (field.kind) {
    case 'text': {
      const text = field.isMultiLine ? one(value) : one(value).replaceAll('\n', ' ');
      return plain(text, field.maxLength || limits.text);
    }
    case 'check':
    case 'radio':
      return field.places.some(({ state }) => state === one(value)) ? one(value) : '';
    case 'choice':
      return field.isEditable || isOption(one(value)) ? one(value) : '';
    case 'list': {
      const chosen = field.options.map((option) => option.value).filter((option) => many(value).includes(option));
      return field.isMultiple ? chosen : chosen.slice(0, 1);
    }
    case 'signature':
      return '';
    default:
      return field.kind satisfies never;
  }
}

/** What is to be seen in a field now. */
export function shownIn(form: Form, field: Field): FieldValue {
  const filled = field.isReadOnly ? undefined : filledIn(form, field.name);
  return filled === undefined ? field.value : fitting(field, filled);
}

/** What is required and empty. */
export const missingIn = (form: Form, fields: readonly Field[]): Field[] =>
  fields.filter(
    (field) => field.isRequired && !field.isReadOnly && field.kind !== 'signature' && shownIn(form, field).length === 0,
  );
