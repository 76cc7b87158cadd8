/** The page inside another one: tells how high it is and where a step begins, to whoever framed it and said so first. */
import type { Booking } from './booking.ts';
import { fromFrame, hello } from './embed-messages.ts';

/** The server lets only the origins of `EMBED_ORIGINS` frame the page; the first hello of the parent names which one it is. */
export function startEmbedded(booking: Pick<Booking, 'view' | 'subscribe'>): void {
  document.documentElement.classList.add('embedded');
  let origin: string | undefined;
  const say = (message: Parameters<typeof fromFrame>[0]) => {
    if (origin !== undefined) window.parent.postMessage(fromFrame(message), origin);
  };
  const height = () => Math.ceil(document.querySelector('.frame')?.getBoundingClientRect().height ?? 0);
  addEventListener('message', (event) => {
    if (event.source !== window.parent || event.data !== hello) return;
    origin ??= event.origin;
    say({ height: height() });
  });
  const frame = document.getElementById('app');
  if (frame) new ResizeObserver(() => say({ height: height() })).observe(frame);
  let phase = '';
  booking.subscribe(({ at }) => {
    const next = at.phase === 'step' ? at.step : at.phase;
    if (next !== phase && phase !== '' && phase !== 'loading') say({ top: true });
    phase = next;
  });
}
