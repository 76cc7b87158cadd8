/** One page of a form: drawn when it comes into sight, with a control of the browser over every place of a field. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Control, TickControl } from './control.tsx';
import { useDesk } from './desk.ts';
import type { Field, Place } from './field.ts';
import type { FormPage, PdfForm } from './pdf-form.ts';
import { SignatureField } from './signature-lines.tsx';
import { useFormTexts } from './texts.ts';

/** Pixels of a drawn page; more would cost memory and show nothing. */
const mostPixels = 2_600;

/** True from the first time on that the element is nearly seen, until it is far away: by what scrolls it, because the window's margin ends there. */
function useNear(element: { current: HTMLElement | null }): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    if (!element.current) return;
    const watch = (entries: IntersectionObserverEntry[]) => setNear(entries.at(-1)?.isIntersecting ?? false);
    const root = element.current.closest('.form');
    const observer = new IntersectionObserver(watch, { root, rootMargin: '800px' });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return isNear;
}

/** Keeps the drawing of a page in `holder`, sharp for its size, while it is near. */
function useDrawing(paper: PdfForm, page: number, width: number, holder: { current: HTMLElement | null }): void {
  const isNear = useNear(holder);
  useEffect(() => {
    if (!isNear) {
      holder.current?.replaceChildren();
      return;
    }
    const stop = new AbortController();
    // A canvas of its own for each drawing: pdf.js draws on one only once at a time.
    const canvas = document.createElement('canvas');
    const pixels = Math.round(Math.min(mostPixels, width * devicePixelRatio));
    paper.draw(page, canvas, pixels, stop.signal).then(
      () => {
        if (!stop.signal.aborted) holder.current?.replaceChildren(canvas);
      },
      // A page that cannot be drawn stays white; its fields can be filled in all the same.
      () => {},
    );
    return () => stop.abort();
  }, [paper, page, width, isNear]);
}

const px = (points: number, scale: number): string => `${(points * scale).toFixed(2)}px`;

/** Where a control lies, and how large its letters are. */
function styleOf(field: Field, { rect, fontSize }: Place, scale: number): Record<string, string> {
  const fitting = Math.min(12, rect.height * 0.66);
  const size = field.isMultiLine
    ? fontSize || Math.min(11, rect.height * 0.5)
    : Math.min(fontSize || fitting, rect.height);
  const cell = rect.width / (field.maxLength || 1);
  return {
    left: px(rect.x, scale),
    top: px(rect.y, scale),
    width: px(rect.width, scale),
    height: px(rect.height, scale),
    fontSize: px(Math.max(4, size), scale),
    ...(field.isComb && {
      letterSpacing: `calc(${px(cell, scale)} - 1ch)`,
      paddingLeft: `calc((${px(cell, scale)} - 1ch) / 2)`,
    }),
  };
}

interface OverProps {
  field: Field;
  place: Place;
  scale: number;
  /** Tells apart this page's circles from those of the list. */
  group: string;
}

function Over({ field, place, scale, group }: OverProps) {
  const texts = useFormTexts();
  const { theirField, peerName } = useDesk();
  const style = styleOf(field, place, scale);
  const isTick = field.kind === 'check' || field.kind === 'radio';
  const named = field.kind === 'radio' ? texts.oneOf(field.label, place.label) : field.label;
  const label = field.isRequired ? texts.requiredLabel(named) : named;
  const control = { field, id: `${group}-${place.id}`, class: 'form-over', label, style };
  return (
    <>
      {field.kind === 'signature' ? (
        <div class="form-over form-over-signature" style={style}>
          <SignatureField field={field} isSmall />
        </div>
      ) : isTick ? (
        <TickControl {...control} class="form-over form-over-tick" place={place} group={`${group}-${field.name}`} />
      ) : (
        <Control {...control} class={`form-over${field.isComb ? ' form-over-comb' : ''}`} />
      )}
      {theirField === field.name && place === field.places[0] && (
        <span
          class="form-tag"
          style={{ left: px(place.rect.x, scale), top: px(place.rect.y, scale) }}
          aria-hidden="true"
        >
          {peerName}
        </span>
      )}
    </>
  );
}

export interface SheetProps {
  paper: PdfForm;
  at: number;
  page: FormPage;
  /** On the screen, in pixels of CSS. */
  width: number;
}

export function Sheet({ paper, at, page, width }: SheetProps) {
  const texts = useFormTexts();
  const group = useId();
  const drawing = useRef<HTMLDivElement>(null);
  const scale = width / page.width;
  useDrawing(paper, at, width, drawing);
  const size = { width: px(page.width, scale), height: px(page.height, scale) };
  return (
    <section class="form-sheet" style={size} aria-label={texts.page(at + 1, paper.pages.length)}>
      <div ref={drawing} class="form-drawing" aria-hidden="true" />
      {paper.fields.flatMap((field) =>
        field.places
          .filter((place) => place.page === at)
          .map((place) => <Over key={place.id} {...{ field, place, scale, group }} />),
      )}
    </section>
  );
}
