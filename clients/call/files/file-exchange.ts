/** Both people's files in one conversation: carries out what `transfer-step` decides, over a lane, a store and a clock. */
import { toBase64url } from '@visavis/shared';
import type { Clock } from '../clock.ts';
import type { Bytes } from '../hkdf.ts';
import type { Lane } from '../lane.ts';
import { FileInbox } from './file-inbox.ts';
import { fileLimits } from './file-limits.ts';
import { decode, encodeMessage, type FileChunk } from './file-messages.ts';
import { shownName } from './file-name.ts';
import { FilePump } from './file-pump.ts';
import { FileSource } from './file-source.ts';
import type { FileStore } from './file-store.ts';
import { type FilesView, fileViewOf, type Refusal } from './file-view.ts';
import { MessageQueue } from './message-queue.ts';
import {
  countOpen,
  isHeld,
  newTransfers,
  type TransferEffect,
  type TransferEvent,
  type TransferKey,
  transferOf,
} from './transfer-state.ts';
import { stepTransfers } from './transfer-step.ts';

export interface FileExchangeParts {
  lane: Lane;
  clock: Clock;
  /** Secure random bytes. */
  randomBytes(count: number): Uint8Array;
  /** Asked for when the first file is accepted; rejects never. */
  openStore(): Promise<FileStore>;
}

/** Progress is told no more often than this. */
const tellEveryMs = 100;

/** One for each call. Nothing of it throws or rejects; what goes wrong is in the view. */
export class FileExchange {
  readonly #parts: FileExchangeParts;
  readonly #queue: MessageQueue;
  readonly #pump: FilePump;
  readonly #inbox: FileInbox;
  readonly #sources = new Map<TransferKey, FileSource>();
  readonly #saved = new Set<TransferKey>();
  readonly #listeners = new Set<(view: FilesView) => void>();
  readonly #stopListening: () => void;
  #state;
  #refusals: readonly Refusal[] = [];
  #view: FilesView = { isOpen: false, files: [], refusals: [] };
  #chunk: Bytes | undefined;
  #stopTelling: (() => void) | undefined;
  #closed: Promise<void> | undefined;

  constructor(parts: FileExchangeParts) {
    const { lane, clock } = parts;
    this.#parts = parts;
    this.#state = newTransfers(toBase64url(parts.randomBytes(8)));
    this.#queue = new MessageQueue(lane, clock);
    this.#pump = new FilePump(lane, clock, {
      mayGo: (key) => this.#mayGo(key),
      allSent: (key, digest) => this.#handle({ type: 'all-sent', key, digest }),
      unreadable: (key) => this.#handle({ type: 'unreadable', key }),
      slipped: (key) => this.#handle({ type: 'slipped', key }),
    });
    this.#inbox = new FileInbox(parts.openStore, (event) => this.#handle(event));
    this.#stopListening = lane.listen({
      message: (payload) => this.#hear(payload),
      open: (isOpen) => this.#handle({ type: isOpen ? 'opened' : 'closed' }),
    });
    if (lane.isOpen) this.#handle({ type: 'opened' });
  }

  get view(): FilesView {
    return this.#view;
  }

  /** Calls back at changes, ten times a second at most; the answer ends it. */
  subscribe(listener: (view: FilesView) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Offers files that a person chose; what cannot be offered is in `view.refusals` until the next time. */
  offer(files: readonly File[]): void {
    if (this.#closed !== undefined) return;
    this.#refusals = [];
    for (const file of files) this.#offerOne(file);
    this.#tellSoon();
  }

  /** Takes a file that was offered, when there is room for it. */
  async accept(key: TransferKey): Promise<void> {
    const size = transferOf(this.#state, key)?.size ?? 0;
    const room = await this.#inbox.room();
    this.#handle({ type: size <= room ? 'accept' : 'no-room', key });
  }

  decline = (key: TransferKey): void => this.#handle({ type: 'decline', key });
  cancel = (key: TransferKey): void => this.#handle({ type: 'cancel', key });
  hold = (key: TransferKey, on: boolean): void => this.#handle({ type: 'hold', key, on });

  /** The whole file, for a click on "save"; undefined when it is not there (any more). */
  async save(key: TransferKey): Promise<Blob | undefined> {
    const blob = transferOf(this.#state, key)?.phase === 'done' ? await this.#inbox.blob(key) : undefined;
    if (blob !== undefined) this.#saved.add(key);
    this.#tellSoon();
    return blob;
  }

  /** Everything that was kept here is erased. Idempotent. */
  close(): Promise<void> {
    this.#closed ??= this.#end();
    return this.#closed;
  }

  #end(): Promise<void> {
    for (const { key } of this.#state.transfers) this.#pump.stop(key);
    this.#stopListening();
    this.#queue.close();
    this.#stopTelling?.();
    this.#listeners.clear();
    this.#sources.clear();
    return this.#inbox.close();
  }

  #offerOne(file: File): void {
    const { name, size } = file;
    const refuse = (why: Refusal['why']) => {
      this.#refusals = [...this.#refusals, { name: shownName(name), why }];
    };
    if (size > fileLimits.most) refuse('too-large');
    else if (countOpen(this.#state, 'out') >= fileLimits.mostAtOnce) refuse('too-many');
    else this.#offerNow(file);
  }

  #offerNow(file: File): void {
    const id = new DataView(this.#parts.randomBytes(4).buffer).getUint32(0) || 1;
    this.#sources.set(`out-${id}`, new FileSource(file));
    this.#handle({ type: 'offer', id, name: wireName(file.name), size: file.size });
  }

  #hear(payload: Bytes): void {
    const heard = decode(payload);
    if (heard === undefined) return;
    if ('type' in heard) this.#handle({ type: 'heard', message: heard });
    else this.#hearChunk(heard);
  }

  #hearChunk({ id, offset, body }: FileChunk): void {
    this.#chunk = body;
    this.#handle({ type: 'chunk', id, offset, length: body.length });
    this.#chunk = undefined;
  }

  #mayGo(key: TransferKey): boolean {
    const transfer = transferOf(this.#state, key);
    return transfer?.phase === 'moving' && transfer.bound && !isHeld(transfer);
  }

  #handle(event: TransferEvent): void {
    if (this.#closed !== undefined) return;
    if (event.type === 'closed') this.#queue.forget();
    const step = stepTransfers(this.#state, event);
    this.#state = step.state;
    for (const effect of step.effects) this.#run(effect);
    this.#pump.wake();
    this.#tellSoon();
  }

  #run(effect: TransferEffect): void {
    switch (effect.do) {
      case 'say':
        this.#queue.say(encodeMessage(effect.message));
        break;
      case 'open-store':
        this.#inbox.open(effect.key, effect.size);
        break;
      case 'keep':
        if (this.#chunk) this.#inbox.take(effect.key, this.#chunk);
        break;
      case 'finish':
        this.#inbox.finish(effect.key);
        break;
      case 'discard':
        this.#inbox.discard(effect.key);
        break;
      case 'send-from':
        this.#sendFrom(effect.key, effect.from);
        break;
      case 'acked':
        this.#pump.acked(effect.key, effect.to);
        break;
      case 'stop-sending':
        this.#pump.stop(effect.key);
        break;
      default:
        effect satisfies never;
    }
  }

  #sendFrom(key: TransferKey, from: number): void {
    const source = this.#sources.get(key);
    const id = transferOf(this.#state, key)?.id;
    if (source !== undefined && id !== undefined) this.#pump.start(key, id, source, from);
  }

  #tellSoon(): void {
    if (this.#closed !== undefined || this.#stopTelling !== undefined) return;
    this.#stopTelling = this.#parts.clock.after(tellEveryMs, () => {
      this.#stopTelling = undefined;
      const files = this.#state.transfers.map((one) => fileViewOf(one, this.#saved.has(one.key)));
      this.#view = { isOpen: this.#state.isOpen, files, refusals: this.#refusals };
      for (const listener of [...this.#listeners]) listener(this.#view);
    });
  }
}

/** What fits the wire; the ending is kept, because it tells what the file is. */
function wireName(name: string): string {
  const { mostNameLength } = fileLimits;
  return name.length <= mostNameLength ? name : `${name.slice(0, mostNameLength - 20)}${name.slice(-20)}`;
}
