/** The form as it is printed: its pages, one below the other, as wide as there is room, or larger. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PdfForm } from './pdf-form.ts';
import { Sheet } from './sheet.tsx';
import { useFormTexts } from './texts.ts';

/** How large pages are shown, against the room there is. */
export const zooms = ['1', '1.5', '2.25'] as const;
export type Zoom = (typeof zooms)[number];

/** The inner width of an element, whenever it changes; 0 until it is known. */
function useWidth(element: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const measured = element.current;
    if (!measured) return;
    const observer = new ResizeObserver(() => setWidth(measured.clientWidth));
    observer.observe(measured);
    return () => observer.disconnect();
  }, []);
  return width;
}

export function Sheets({ paper, zoom }: { paper: PdfForm; zoom: Zoom }) {
  const texts = useFormTexts();
  const place = useRef<HTMLElement>(null);
  const width = useWidth(place);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys as well.
    <section ref={place} class="form-sheets" tabIndex={0} aria-label={texts.views.pages}>
      {width > 0 &&
        paper.pages.map((page, at) => (
          <Sheet key={at} {...{ paper, at, page }} width={Math.round((width - 2) * Number(zoom))} />
        ))}
    </section>
  );
}
