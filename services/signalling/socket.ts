/** The core knows a socket only as this: text out, frames in, and how much is still unread. */
import { WebSocket } from 'ws';
import { type GatheredLine, lineGatherer } from './socket-gather.ts';

export interface SocketHandler {
  /** One text frame, still as UTF-8 bytes; valid only during the call. */
  onText(frame: Buffer): void;
  onBinary(): void;
  /** The browser pinged; `ws` answers by itself. */
  onPing(word: Buffer): void;
  /** The browser answered a ping, with what that carried. */
  onPong(word: Buffer): void;
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
  /** `word`: up to 125 bytes that the pong brings back. */
  ping(word?: string): void;
  pause(): void;
  resume(): void;
  listen(handler: SocketHandler): void;
  /** Resolves once the socket is closed. */
  closed(): Promise<void>;
}

const uncompressed = { binary: false, compress: false } as const;
/** Text, in one piece (RFC 6455 §5.2); its length in the second byte, or behind it in two. Longer ones are left to `ws`. */
const wholeText = 0x81;
const shortBytes = 125;
const longBytes = 65_535;
const longMark = 126;
const isAscii = (text: string): boolean => Buffer.byteLength(text) === text.length;

const headOf = (length: number): string =>
  length <= shortBytes
    ? String.fromCharCode(wholeText, length)
    : String.fromCharCode(wholeText, longMark, length >> 8, length & 255);

function framed(text: Buffer): Buffer {
  const head = text.length <= shortBytes ? 2 : 4;
  const frame = Buffer.allocUnsafe(head + text.length);
  frame[0] = wholeText;
  frame[1] = head === 2 ? text.length : longMark;
  if (head === 4) frame.writeUInt16BE(text.length, 2);
  text.copy(frame, head);
  return frame;
}

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
    // Head and text in one piece: `ws` would hand over two. It writes frames whole, so that one of ours fits between any two.
    if (!line || text.length > longBytes) super.send(text, uncompressed);
    else if (typeof text !== 'string') line.write(framed(text));
    else if (isAscii(text)) line.write(headOf(text.length) + text, 'latin1');
    else super.send(text, uncompressed);
  }

  override ping(word?: string): void {
    if (this.readyState === WebSocket.OPEN) super.ping(word);
  }

  /** Events of `ws` bring two things at most; written out, because a list for each message would be work for the collector. */
  override emit(event: string | symbol, first?: unknown, second?: unknown): boolean {
    const handler = this.#handler;
    if (!handler) return super.emit(event, first, second);
    if (event === 'message') {
      if (second === true) handler.onBinary();
      else handler.onText(first as Buffer);
    } else if (event === 'ping') {
      handler.onPing(first as Buffer);
    } else if (event === 'pong') {
      handler.onPong(first as Buffer);
    } else if (event === 'close') {
      handler.onClose(Number(first));
      return super.emit(event, first, second);
    }
    return true;
  }
}
