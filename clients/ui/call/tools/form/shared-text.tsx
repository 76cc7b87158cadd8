/** A text that two people write: what the other one types goes in without moving the caret away from one's own letters. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { caretAfter } from './caret.ts';

/** What else belongs to the element. */
export interface TextAttributes {
  id: string;
  class: string;
  'aria-label': string | undefined;
  'aria-describedby': string | undefined;
  'aria-required': true | undefined;
  autocomplete: 'off';
  readOnly: boolean;
  onFocus: () => void;
  onBlur: () => void;
  style?: Record<string, string>;
  maxLength?: number;
  rows?: number;
  list?: string;
}

export interface SharedTextProps {
  value: string;
  isMultiLine: boolean;
  onText: (text: string) => void;
  attributes: TextAttributes;
}

type Control = HTMLInputElement | HTMLTextAreaElement;

/** Puts what is there now into the element; the browser's own undo lives as long as nobody else writes. */
function bring(element: Control, value: string): void {
  if (element.value === value) return;
  const before = element.value;
  const [start, end] = [element.selectionStart ?? 0, element.selectionEnd ?? 0];
  element.value = value;
  if (document.activeElement !== element) return;
  element.setSelectionRange(caretAfter(before, value, start), caretAfter(before, value, end));
}

export function SharedText({ value, isMultiLine, onText, attributes }: SharedTextProps) {
  const line = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  // After every drawing, not only when the value changed: what was refused must go from the element too.
  useLayoutEffect(() => {
    const element = line.current ?? area.current;
    if (element) bring(element, value);
  });
  const onInput = ({ currentTarget }: { currentTarget: Control }) => onText(currentTarget.value);
  return isMultiLine ? (
    <textarea {...attributes} ref={area} onInput={onInput} />
  ) : (
    <input {...attributes} ref={line} type="text" onInput={onInput} />
  );
}
