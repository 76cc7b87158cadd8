/**
 * `embed.js`: `<visavis-booking href="https://video.example.de/book" language="de">` shows the booking page inside another
 * site. Loaded with a plain `<script src>`; needs nothing of the page around it. What stands inside the element is shown
 * where the frame does not answer, so put a link there.
 */
import { hello, readFrameMessage } from './embed-messages.ts';

const titles: Record<string, string> = { de: 'Termin anfragen', en: 'Ask for an appointment' };
const linkWords: Record<string, string> = { de: 'Termin anfragen', en: 'Ask for an appointment' };
/** A frame that is not there by then never will be. */
const patienceMs = 20_000;
/** A frame that is loaded and stays silent was refused: our page listens before it is loaded. */
const silenceMs = 4_000;
const firstHeight = 640;

/** `/book` of the server that this script came from. */
const script = document.currentScript;
const ownBook = script instanceof HTMLScriptElement ? new URL('/book', script.src).href : undefined;

class VisavisBooking extends HTMLElement {
  static observedAttributes = ['href', 'language'];
  #frame: HTMLIFrameElement | undefined;
  #origin = '';
  #patience: ReturnType<typeof setTimeout> | undefined;
  readonly #root = this.attachShadow({ mode: 'open', delegatesFocus: true });
  readonly #listen = (event: MessageEvent) => this.#heard(event);

  connectedCallback(): void {
    addEventListener('message', this.#listen);
    this.#show();
  }

  disconnectedCallback(): void {
    removeEventListener('message', this.#listen);
    clearTimeout(this.#patience);
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#show();
  }

  /** The keyboard goes on inside. */
  override focus(options?: FocusOptions): void {
    this.#frame?.focus(options);
  }

  #address(): URL | undefined {
    try {
      const address = new URL(this.getAttribute('href') ?? ownBook ?? '', location.href);
      return address.protocol === 'https:' || address.hostname === 'localhost' ? address : undefined;
    } catch {
      return undefined;
    }
  }

  #show(): void {
    const address = this.#address();
    clearTimeout(this.#patience);
    this.#root.replaceChildren();
    if (address === undefined) {
      this.#giveUp();
      return;
    }
    const language = this.getAttribute('language') ?? '';
    this.#origin = address.origin;
    address.searchParams.set('embed', '');
    if (language !== '') address.searchParams.set('lang', language);
    const frame = document.createElement('iframe');
    frame.title = this.getAttribute('title') ?? titles[language] ?? titles.de ?? '';
    frame.src = address.href;
    frame.referrerPolicy = 'no-referrer';
    frame.style.cssText = `display:block;inline-size:100%;block-size:${firstHeight}px;border:0`;
    frame.addEventListener('load', () => {
      frame.contentWindow?.postMessage(hello, this.#origin);
      this.#wait(silenceMs);
    });
    this.#frame = frame;
    this.style.display = 'block';
    this.#root.append(frame);
    this.#wait(patienceMs);
  }

  #wait(ms: number): void {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#giveUp(), ms);
  }

  /** Only from our own frame, and only while it shows our own origin. */
  #heard(event: MessageEvent): void {
    const frame = this.#frame;
    if (!frame || event.source !== frame.contentWindow || event.origin !== this.#origin) return;
    const message = readFrameMessage(event.data);
    if (message === undefined) return;
    clearTimeout(this.#patience);
    if ('height' in message) {
      if (message.height > 0) frame.style.blockSize = `${message.height}px`;
    } else if (this.getBoundingClientRect().top < 0) this.scrollIntoView({ block: 'start' });
  }

  /** What the page put inside the element, or a plain link. */
  #giveUp(): void {
    const address = this.#address();
    this.#frame = undefined;
    this.#root.replaceChildren();
    if (this.hasChildNodes() || address === undefined) {
      this.#root.append(document.createElement('slot'));
      return;
    }
    const link = document.createElement('a');
    link.href = address.href;
    link.textContent = linkWords[this.getAttribute('language') ?? ''] ?? linkWords.de ?? '';
    this.#root.append(link);
  }
}

if (!customElements.get('visavis-booking')) customElements.define('visavis-booking', VisavisBooking);
