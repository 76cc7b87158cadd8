/** Everything the day view lives on, kept fresh: the list, who is where, the server's time, and the knocks. */
import type { CallPhase } from '@visavis/call';
import type { Appointment } from '@visavis/shared';
import { ApiError } from '@visavis/ui';
import { addDays, type Day, dayRange, wallClock } from './dates.ts';
import type { PresenceByRoom } from './day.ts';
import { type DeskEvent, type DeskState, deskStart, presenceOf, stepDesk } from './desk.ts';
import { DeskLine } from './desk-line.ts';
import { type KnockEvent, type KnockState, knockStart, stepKnock } from './knock.ts';
import { recall, remember } from './memory.ts';
import type { Parts } from './parts.ts';

export interface DaySnapshot {
  day: Day;
  /** The server's time, milliseconds since 1970. */
  now: number;
  list: 'loading' | 'ready' | 'failed';
  failure: ApiError | undefined;
  appointments: readonly Appointment[];
  /** Nobody tells us who waits, for longer than a reconnect takes. */
  deskLost: boolean;
  presence: PresenceByRoom;
  knock: KnockState;
  /** The last knock that may be announced; its appointment says whose. */
  announced: Appointment | undefined;
  /** The browser refused to play the last sound. */
  soundAsleep: boolean;
}

/** What a notification says; it depends on the language of the page. */
export type NotificationWords = (appointment: Appointment | undefined) => { title: string; body: string };

const refreshEveryMs = 60_000;
const tickEveryMs = 5_000;
const deskPatienceMs = 8_000;
const halfDayMs = 12 * 3_600_000;

/** Rooms near enough in time to be in every fresh desk ticket, which reaches a day back and a day ahead. */
const roomsAround = (appointments: readonly Appointment[], now: number) =>
  appointments
    .filter(({ startsAt, status }) => status === 'confirmed' && Math.abs(Date.parse(startsAt) - now) < halfDayMs)
    .map(({ room }) => room);

/** The live day of one signed-in advisor. `close` ends every connection and timer. */
export class DayStore {
  private readonly parts: Parts;
  private readonly zone: string;
  private readonly words: NotificationWords;
  private readonly listeners = new Set<(snapshot: DaySnapshot) => void>();
  private readonly stops: (() => void)[];
  private readonly line: DeskLine;
  private desk: DeskState = deskStart;
  private aheadMs = 0;
  private loading: Promise<void> | undefined;
  private again = false;
  private closed = false;
  view: DaySnapshot;

  constructor(parts: Parts, zone: string, words: NotificationWords) {
    this.parts = parts;
    this.zone = zone;
    this.words = words;
    const now = parts.clock.now();
    const soundWanted = recall(parts.memory, 'knock-sound') !== 'off';
    this.view = {
      day: wallClock(now, zone).day,
      now,
      list: 'loading',
      failure: undefined,
      appointments: [],
      deskLost: false,
      presence: new Map(),
      knock: { ...knockStart, soundWanted },
      announced: undefined,
      soundAsleep: false,
    };
    this.line = new DeskLine(parts, { on: (event) => this.onDesk(event), onTime: (at) => this.learnTime(at) });
    this.stops = [
      () => this.line.close(),
      parts.clock.every(tickEveryMs, () => this.onDesk({ type: 'tick' })),
      parts.clock.every(refreshEveryMs, () => void this.refresh()),
    ];
    void this.refresh();
  }

  /** Milliseconds since 1970 by the server's clock. */
  now(): number {
    return this.parts.clock.now() + this.aheadMs;
  }

  subscribe(listener: (snapshot: DaySnapshot) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Turns to another day and loads it. */
  show(day: Day): void {
    this.change({ day });
    void this.refresh();
  }

  /** Loads the list again; calls that come meanwhile are one more load after it. */
  refresh(): Promise<void> {
    if (this.loading !== undefined) {
      this.again = true;
      return this.loading;
    }
    this.loading = this.load().finally(() => {
      this.loading = undefined;
      if (this.again && !this.closed) {
        this.again = false;
        void this.refresh();
      }
    });
    return this.loading;
  }

  /** An appointment that was just made or changed: shown before the list is loaded again. */
  put(appointment: Appointment): void {
    const others = this.view.appointments.filter(({ id }) => id !== appointment.id);
    this.change({ appointments: [...others, appointment] });
    void this.refresh();
  }

  /** Which room this page is in, and how far the conversation there is. */
  callChanged(room: string | undefined, phase: CallPhase | undefined): void {
    this.onKnock({ type: 'call', room, phase });
    this.onKnock({ type: 'elsewhere', talks: this.talksElsewhere() });
  }

  setSound(wanted: boolean): void {
    remember(this.parts.memory, 'knock-sound', wanted ? 'on' : 'off');
    this.onKnock({ type: 'sound', wanted });
  }

  /** Plays the knock on request, so that nobody is surprised by it. */
  async trySound(): Promise<boolean> {
    const played = await this.parts.bell.sound();
    this.change({ soundAsleep: !played });
    return played;
  }

  close(): void {
    this.closed = true;
    this.parts.bell.hush();
    for (const stop of this.stops.splice(0)) stop();
    this.listeners.clear();
  }

  private async load(): Promise<void> {
    const today = wallClock(this.now(), this.zone).day;
    const { day } = this.view;
    const near = { from: dayRange(addDays(today, -1), this.zone).from, to: dayRange(addDays(today, 1), this.zone).to };
    const shown = dayRange(day, this.zone);
    const ranges = shown.from >= near.from && shown.to <= near.to ? [near] : [near, shown];
    try {
      const lists = await Promise.all(ranges.map(({ from, to }) => this.parts.api.appointments(from, to)));
      for (const { now } of lists) this.learnTime(now);
      const appointments = new Map(lists.flatMap((list) => list.appointments.map((one) => [one.id, one] as const)));
      this.change({ list: 'ready', failure: undefined, appointments: [...appointments.values()] });
      this.line.ensure(roomsAround([...appointments.values()], this.now()));
    } catch (error) {
      const failure = error instanceof ApiError ? error : new ApiError('internal', { cause: error });
      this.change({ list: this.view.list === 'ready' ? 'ready' : 'failed', failure });
    }
  }

  private onDesk(event: DeskEvent): void {
    const { state, effects } = stepDesk(this.desk, event, this.now());
    this.desk = state;
    this.change({ deskLost: state.lostAt !== undefined && this.now() - state.lostAt > deskPatienceMs });
    for (const effect of effects) {
      if (effect.type === 'refresh') void this.refresh();
      else this.onKnock(effect);
    }
    this.onKnock({ type: 'elsewhere', talks: this.talksElsewhere() });
  }

  /** The advisor's seat and the guest's are both taken in a room that this page is not in. */
  private talksElsewhere(): boolean {
    const { presence, knock } = this.view;
    return [...presence].some(([room, who]) => room !== knock.attended && who.advisor && who.guestSince !== undefined);
  }

  private onKnock(event: KnockEvent): void {
    const { state, effects } = stepKnock(this.view.knock, event);
    if (state !== this.view.knock) this.change({ knock: state });
    const { bell } = this.parts;
    for (const effect of effects) {
      if (effect.type === 'sound') void this.trySound();
      else if (effect.type === 'notify') this.announce(effect.room);
      else if (effect.type === 'withdraw') bell.withdraw(effect.room);
      else if (effect.type === 'hush') bell.hush();
    }
  }

  private announce(room: string): void {
    const appointment = this.view.appointments.find((one) => one.room === room);
    const { title, body } = this.words(appointment);
    this.parts.bell.notify(room, title, body);
    this.change({ announced: appointment });
  }

  private learnTime(now: number): void {
    this.aheadMs = now - this.parts.clock.now();
  }

  private change(change: Partial<DaySnapshot>): void {
    if (this.closed) return;
    const appointments = change.appointments ?? this.view.appointments;
    const admitted = new Map<string, number>();
    for (const { room, admittedAt } of appointments)
      if (admittedAt !== null) admitted.set(room, Date.parse(admittedAt));
    const presence = presenceOf(this.desk, admitted);
    this.view = { ...this.view, ...change, presence, now: this.now() };
    for (const listener of this.listeners) listener(this.view);
  }
}
