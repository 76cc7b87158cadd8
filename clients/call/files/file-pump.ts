/** Sends chunks of the files that may go, one file after the other, as fast as the lane and the other side take them. */
import type { Clock } from '../clock.ts';
import type { Lane } from '../lane.ts';
import { encodeChunk } from './file-messages.ts';
import { chunkLength, newPace, type Pace, paceAnswered } from './file-pace.ts';
import type { FileSource } from './file-source.ts';
import type { TransferKey } from './transfer-state.ts';

export interface PumpEvents {
  /** May bytes of this file go now? Nobody holds it. */
  mayGo(key: TransferKey): boolean;
  /** All bytes were handed over; `digest` as in piece-digest. */
  allSent(key: TransferKey, digest: string): void;
  unreadable(key: TransferKey): void;
  /** The lane did not take a chunk: the other side must be asked where to go on. */
  slipped(key: TransferKey): void;
}

/** Chunks handed to the lane at once: while one is sealed and sent, the next is read. */
const mostHandedOver = 8;

interface Job {
  readonly id: number;
  readonly key: TransferKey;
  readonly source: FileSource;
  /** The next byte to send. */
  at: number;
  acked: number;
  /** Ends of chunks on their way, and when they were handed over. */
  sent: { to: number; at: number }[];
  isReadOut: boolean;
}

/** One for each lane. Nothing of it throws or rejects. */
export class FilePump {
  readonly #lane: Pick<Lane, 'send'>;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #events: PumpEvents;
  readonly #jobs = new Map<TransferKey, Job>();
  #pace: Pace;
  #handedOver = 0;
  #isRunning = false;

  constructor(lane: Pick<Lane, 'send'>, clock: Pick<Clock, 'now'>, events: PumpEvents) {
    this.#lane = lane;
    this.#clock = clock;
    this.#events = events;
    this.#pace = newPace(clock.now());
  }

  /** From `from` on, whatever was sent of it before. */
  start(key: TransferKey, id: number, source: FileSource, from: number): void {
    this.#jobs.set(key, { id, key, source, at: from, acked: from, sent: [], isReadOut: false });
    this.wake();
  }

  stop(key: TransferKey): void {
    this.#jobs.get(key)?.source.rest();
    this.#jobs.delete(key);
    this.wake();
  }

  acked(key: TransferKey, to: number): void {
    const job = this.#jobs.get(key);
    if (job === undefined || to <= job.acked || to > job.at) return;
    const covered = job.sent.findLast((one) => one.to <= to);
    job.sent = job.sent.filter((one) => one.to > to);
    const now = this.#clock.now();
    if (covered) this.#pace = paceAnswered(this.#pace, to - job.acked, now - covered.at, now);
    job.acked = to;
    this.wake();
  }

  /** Somebody holds a file no longer, or a new one may go. */
  wake(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    void this.#run();
  }

  async #run(): Promise<void> {
    for (let job = this.#ready(); job !== undefined; job = this.#ready()) await this.#sendNext(job);
    // In the same turn as the last look, so that no call in between is passed over.
    this.#isRunning = false;
  }

  #ready(): Job | undefined {
    if (this.#handedOver >= mostHandedOver) return undefined;
    const waiting = [...this.#jobs.values()].filter((job) => !job.isReadOut && this.#events.mayGo(job.key));
    return waiting.find((job) => job.at - job.acked < this.#pace.window);
  }

  async #sendNext(job: Job): Promise<void> {
    try {
      const body = await job.source.read(job.at, chunkLength(this.#pace));
      if (this.#jobs.get(job.key) !== job) return;
      if (body.length === 0) await this.#readOut(job);
      else if (this.#events.mayGo(job.key)) this.#handOver(job, body);
    } catch {
      if (this.#jobs.get(job.key) === job) this.#events.unreadable(job.key);
      this.#jobs.delete(job.key);
    }
  }

  async #readOut(job: Job): Promise<void> {
    job.isReadOut = true;
    const digest = await job.source.digest();
    job.source.rest();
    if (this.#jobs.get(job.key) === job) this.#events.allSent(job.key, digest);
  }

  #handOver(job: Job, body: Awaited<ReturnType<FileSource['read']>>): void {
    const chunk = encodeChunk({ id: job.id, offset: job.at, body });
    job.at += body.length;
    job.sent.push({ to: job.at, at: this.#clock.now() });
    this.#handedOver++;
    void this.#lane.send(chunk).then((taken) => {
      this.#handedOver--;
      if (!taken && this.#jobs.get(job.key) === job) {
        this.#jobs.delete(job.key);
        this.#events.slipped(job.key);
      }
      this.wake();
    });
  }
}
