/** The core knows a socket only as this: text out, frames in, and how much is still unread. */
import { WebSocket } from 'ws';
import { type GatheredLine, lineGatherer } from './socket-gather.ts';

export interface SocketHandler {
  /** One text frame, still as UTF-8 bytes; valid only during the call. */
  onText(frame: Buffer): void;
  onBinary(): void;
  /** The browser answered a ping. */
  onPong(): void;
  /** Comes once, last. `code` is 1006 when the line broke. */
  onClose(code: number): void;
}

export interface Socket {
  readonly protocol: string;
  /** Nobody has closed it yet, neither here nor there. */
  readonly isOpen: boolean;
  /** Bytes handed over and not yet taken by the network. */
  readonly bufferedAmount: number;
  /** UTF-8 text; silently nothing once closed. */
  send(text: string | Buffer): void;
  /** Starts the closing handshake; idempotent. */
  close(code: number, reason: string): void;
  /** Ends the connection without a handshake. */
  terminate(): void;
  ping(): void;
  pause(): void;
  resume(): void;
  listen(handler: SocketHandler): void;
  /** Resolves once the socket is closed. */
  closed(): Promise<void>;
}

const textFrame = { binary: false, compress: false } as const;
/** The head of a text frame in one piece (RFC 6455 §5.2), and how long a payload may be whose length is one byte. */
const textHead = '\x81';
const shortChars = 125;
const isAscii = (text: string): boolean => Buffer.byteLength(text) === text.length;
/** One for the process, as its turns are. */
const gather = lineGatherer();

/**
 * The `ws` server's own socket class (its documented option `WebSocket`) as a {@link Socket}: events go straight to the
 * handler, so that an idle line carries neither a wrapper nor a table of listeners.
 */
export class PodSocket extends WebSocket implements Socket {
  #handler: SocketHandler | undefined = undefined;
  #line: GatheredLine | undefined = undefined;

  /** `line` is the connection of the upgrade: what is said within one turn leaves it together. */
  gatherOn(line: GatheredLine): void {
    this.#line = line;
  }

  /** From now on `handler` hears everything. Errors of the line end in its close; nothing of them is worth a log. */
  listen(handler: SocketHandler): void {
    this.#handler = handler;
    this.removeAllListeners();
  }

  get isOpen(): boolean {
    return this.readyState === WebSocket.OPEN;
  }

  closed(): Promise<void> {
    return new Promise((resolve) => this.once('close', () => resolve()));
  }

  override send(text: string | Buffer): void {
    if (this.readyState !== WebSocket.OPEN) return;
    const line = this.#line;
    if (line) gather(line);
    // Head and text as one string take a straight way into the kernel; `ws` writes frames whole, so that one fits between any two.
    if (line && typeof text === 'string' && text.length <= shortChars && isAscii(text))
      line.write(textHead + String.fromCharCode(text.length) + text, 'latin1');
    else super.send(text, textFrame);
  }

  override ping(): void {
    if (this.readyState === WebSocket.OPEN) super.ping();
  }

  /** Events of `ws` bring two things at most; written out, because a list for each message would be work for the collector. */
  override emit(event: string | symbol, first?: unknown, second?: unknown): boolean {
    const handler = this.#handler;
    if (!handler) return super.emit(event, first, second);
    if (event === 'message') {
      if (second === true) handler.onBinary();
      else handler.onText(first as Buffer);
    } else if (event === 'pong') {
      handler.onPong();
    } else if (event === 'close') {
      handler.onClose(Number(first));
      return super.emit(event, first, second);
    }
    return true;
  }
}
