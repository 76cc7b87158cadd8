/** The core knows a socket only as this: text out, frames in, and how much is still unread. */
import type { WebSocket } from 'ws';

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
}

const textFrame = { binary: false, compress: false } as const;

/** A `ws` socket as a {@link Socket}. Errors of the line end in its close; nothing of them is worth a log. */
export function socketOf(ws: WebSocket): Socket {
  return {
    get protocol() {
      return ws.protocol;
    },
    get bufferedAmount() {
      return ws.bufferedAmount;
    },
    send: (text) => {
      if (ws.readyState === ws.OPEN) ws.send(text, textFrame);
    },
    close: (code, reason) => ws.close(code, reason),
    terminate: () => ws.terminate(),
    ping: () => {
      if (ws.readyState === ws.OPEN) ws.ping();
    },
    pause: () => ws.pause(),
    resume: () => ws.resume(),
    listen: (handler) => {
      ws.on('message', (data, isBinary) => {
        if (isBinary) handler.onBinary();
        else handler.onText(data as Buffer);
      });
      ws.on('pong', () => handler.onPong());
      ws.on('close', (code) => handler.onClose(code));
      ws.on('error', () => {});
    },
  };
}
