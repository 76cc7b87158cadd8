/** Reads what pdf.js tells of a form's fields, which is typed nowhere, into fields; what is odd is left out. */
import * as v from 'valibot';
import type { Field, FieldKind, Place, Rect } from './field.ts';
import { limits, plain } from './form-value.ts';

const text = v.fallback(v.string(), '');
const flag = v.fallback(v.boolean(), false);
const Texts = v.fallback(v.union([v.string(), v.array(v.string())]), '');
const Option = v.object({ exportValue: text, displayValue: text });

/** ISO 32000-2, 12.7: what of a field's annotation counts here. */
const Widget = v.object({
  id: v.string(),
  fieldName: v.pipe(v.string(), v.minLength(1), v.maxLength(limits.fieldName)),
  fieldType: v.picklist(['Tx', 'Btn', 'Ch', 'Sig']),
  fieldFlags: v.fallback(v.number(), 0),
  fieldValue: Texts,
  alternativeText: text,
  rect: v.tuple([v.number(), v.number(), v.number(), v.number()]),
  hidden: flag,
  readOnly: flag,
  required: flag,
  password: flag,
  multiLine: flag,
  comb: flag,
  maxLen: v.fallback(v.number(), 0),
  checkBox: flag,
  radioButton: flag,
  exportValue: text,
  buttonValue: text,
  combo: flag,
  multiSelect: flag,
  options: v.fallback(v.array(Option), []),
  defaultAppearanceData: v.fallback(v.object({ fontSize: v.fallback(v.number(), 0) }), { fontSize: 0 }),
});
type Widget = v.InferOutput<typeof Widget>;

/** ISO 32000-2, table 233: a choice that takes own words. */
const editFlag = 1 << 18;

/** A page as its fields need it. */
export interface WidgetPage {
  /** From 0. */
  index: number;
  /** As pdf.js gives them, in the order of the file, which is that of the tab key. */
  annotations: readonly unknown[];
  /** From the file's coordinates to a page held upright. */
  toRect(rect: readonly [number, number, number, number]): Rect;
  /** What is written near a place; empty when nothing is. */
  wordsAt(rect: Rect, side: 'right' | 'left-or-above'): string;
}

function kindOf(widget: Widget): FieldKind | undefined {
  switch (widget.fieldType) {
    case 'Tx':
      return widget.password ? undefined : 'text';
    case 'Btn':
      return widget.checkBox ? 'check' : widget.radioButton ? 'radio' : undefined;
    case 'Ch':
      return widget.combo ? 'choice' : 'list';
    case 'Sig':
      return 'signature';
    default:
      return widget.fieldType satisfies never;
  }
}

/** "Antrag[0].Seite1[0].Vor_Name[0]" becomes "Vor Name". */
const fromName = (name: string): string =>
  (name.split('.').at(-1) ?? name)
    .replace(/\[\d+\]/g, '')
    .replace(/_+/g, ' ')
    .trim() || name;

const words = (text: string): string => plain(text.replace(/\s+/g, ' ').trim(), 300);

/** What nobody could tell the other side of is no choice. */
const canTravel = (state: string): boolean => state !== '' && state === plain(state, limits.text);

function standing(kind: FieldKind, { fieldValue }: Widget): Field['value'] {
  const all = typeof fieldValue === 'string' ? [fieldValue] : fieldValue;
  if (kind === 'list') return all.filter((value) => value !== '').slice(0, limits.choices);
  const first = all[0] ?? '';
  return (kind === 'check' || kind === 'radio') && first === 'Off' ? '' : plain(first, limits.text);
}

function placeOf(kind: FieldKind, widget: Widget, page: WidgetPage): Place | undefined {
  const rect = page.toRect(widget.rect);
  if (widget.hidden || !(rect.width >= 2 && rect.height >= 2)) return undefined;
  const isBox = kind === 'check' || kind === 'radio';
  const state = kind === 'check' ? widget.exportValue : widget.buttonValue;
  if (isBox && (state === 'Off' || !canTravel(state))) return undefined;
  const beside = words(page.wordsAt(rect, isBox ? 'right' : 'left-or-above'));
  const label = kind === 'radio' ? words(widget.alternativeText) || beside || state : beside;
  const fontSize = Math.min(40, Math.max(0, widget.defaultAppearanceData.fontSize));
  return { id: widget.id, page: page.index, rect, state: isBox ? state : '', label, fontSize };
}

function fieldOf(kind: FieldKind, widget: Widget, place: Place): Field {
  const { fieldName: name, options, maxLen } = widget;
  const ownLabel = kind === 'radio' ? '' : words(widget.alternativeText) || place.label;
  return {
    name,
    kind,
    label: ownLabel || words(fromName(name)),
    isRequired: widget.required,
    isReadOnly: widget.readOnly,
    isMultiLine: widget.multiLine,
    isComb: widget.comb && maxLen > 0 && maxLen <= 60,
    maxLength: Math.min(limits.text, Math.max(0, maxLen)),
    isMultiple: kind === 'list' && widget.multiSelect,
    isEditable: kind === 'choice' && (widget.fieldFlags & editFlag) !== 0,
    options: options
      .filter(({ exportValue }) => canTravel(exportValue))
      .slice(0, 1_000)
      .map(({ exportValue, displayValue }) => ({ value: exportValue, label: displayValue || exportValue })),
    value: standing(kind, widget),
    places: [place],
  };
}

/**
 * What a group of circles asks: the tooltip that all of them have, else what is written before or over the first one. pdf.js
 * reads a tooltip from the circle itself and not from the field above it (ISO 32000-2, 12.7.4.1).
 */
function asGroup(field: Field, pages: readonly WidgetPage[]): Field {
  const [first, ...others] = field.places;
  if (field.kind !== 'radio' || !first || others.length === 0) return field;
  const near = ({ page, rect }: Place, side: 'right' | 'left-or-above') =>
    words(pages.find(({ index }) => index === page)?.wordsAt(rect, side) ?? '');
  if (others.every(({ label }) => label === first.label)) {
    const places = field.places.map((place) => ({ ...place, label: near(place, 'right') || place.state }));
    return { ...field, label: first.label, places };
  }
  const before = near(first, 'left-or-above');
  return before === '' || field.places.some(({ label }) => label === before) ? field : { ...field, label: before };
}

/** All fields of a form that people can see, each once, in the order of the file. */
export function fieldsOf(pages: readonly WidgetPage[]): Field[] {
  const fields = new Map<string, Field>();
  for (const page of pages) {
    for (const annotation of page.annotations) {
      const parsed = v.safeParse(Widget, annotation);
      const kind = parsed.success ? kindOf(parsed.output) : undefined;
      if (!parsed.success || !kind) continue;
      const place = placeOf(kind, parsed.output, page);
      const known = fields.get(parsed.output.fieldName);
      if (!place || (known && known.kind !== kind)) continue;
      const field = known ? { ...known, places: [...known.places, place] } : fieldOf(kind, parsed.output, place);
      fields.set(field.name, field);
    }
  }
  return [...fields.values()].map((field) => asGroup(field, pages));
}
