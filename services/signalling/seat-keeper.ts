/** The deeds of a session that need the store, the bus or a signature: keeping a seat, giving it back, deciding about others. */
import { errorKind } from '@visavis/runtime';
import type { Incarnation, RoomId } from '@visavis/shared';
import { arrive, askerOf, type Kept, tryAgain } from './arrival.ts';
import type { OwedDeed } from './owed.ts';
import type { Pod } from './pod.ts';
import { unavailableRetryMs } from './refusal.ts';
import { seatTtlOf } from './seat-life.ts';
import type { RoomSnapshot, SeatHold } from './seat-store.ts';
import { settledOf } from './session.ts';
import type { DeskGrant, Seated, SessionEffect, Settled } from './session-types.ts';

export type KeeperEffect = Exclude<SessionEffect, { do: 'send' | 'close' | 'forward' | 'count' }>;
type Leaving = Pick<Seated, 'grant' | 'connection' | 'epoch'>;

const renewAgainMs = 4_000;
/** To 128 s: longer than the time between two ordinary renewals. */
const mostDoublings = 5;
/** How long a word of a line in doubt is not asked about again, when the store did not answer. */
const doubtAgainMs = 2_000;
/** Renewals in a row that failed, of those lines alone. */
const failures = new WeakMap<Kept, number>();
/** Since when the store is known to have forgotten the seat of a line in doubt. */
const forgottenAt = new WeakMap<Kept, number>();

/** The store has forgotten the seat, and it is not yet this line's turn to say so. */
class VanishedSeat extends Error {}

export class SeatKeeper {
  readonly #pod: Pod;
  readonly #member: Kept;

  constructor(pod: Pod, member: Kept) {
    this.#pod = pod;
    this.#member = member;
  }

  /** Never rejects: a part that does not answer costs the deed, not the connection. */
  async run(effect: KeeperEffect): Promise<void> {
    try {
      await this.#do(effect);
    } catch (error) {
      if (effect.do === 'renew') this.#renewAgain(error instanceof VanishedSeat);
      // A renewal comes again by itself, and in an outage every line has one: a warning each would be a flood.
      const level = effect.do === 'renew' || effect.do === 'watch' ? 'debug' : 'warn';
      this.#pod.log[level]('not done', { event: effect.do, kind: errorKind(error), connection: this.#member.id });
      if (effect.do === 'dismiss' || effect.do === 'end-room') {
        this.#member.send({ type: 'error', code: 'unavailable', retryAfterMs: unavailableRetryMs });
      }
    }
  }

  /** Soon, because a seat may have little time left, and each time later. Whoever is in doubt asks by a word again, but not by each. */
  #renewAgain(hasVanished: boolean): void {
    const { standstill, clock, store, random } = this.#pod;
    const member = this.#member;
    const askAgain = () => {
      if (standstill.isDoubted(member)) standstill.doubt(member);
    };
    if (!hasVanished) clock.after(doubtAgainMs, askAgain);
    // When it is back everybody is asked for, in an order of its own.
    if (store.isAway()) return;
    const failed = failures.get(member) ?? 0;
    failures.set(member, failed + 1);
    const waitMs = renewAgainMs * 2 ** Math.min(failed, mostDoublings);
    member.handle({ type: 'announce', at: clock.now() + waitMs * (1 + random()) });
  }

  /** The session moved: a room is told what this connection is to it now. */
  moved(before: Settled | undefined, after: Settled | undefined): void {
    const { rooms } = this.#pod;
    if (after?.phase === 'waiting-for-seat') {
      rooms.join(this.#member, after.grant.room, 'waiting');
      this.#note('waits for a taken seat', after.grant);
    }
    if (before?.phase === 'waiting-for-seat') rooms.quit(this.#member, before.grant.room, 'waiting');
    if (before?.phase === 'seated' && !after) rooms.stand(this.#member, this.#holdOf(before));
    if (before?.phase === 'desk' && !after) {
      for (const room of before.grant.rooms) rooms.quit(this.#member, room, 'desks');
    }
  }

  async #do(effect: KeeperEffect): Promise<void> {
    const pod = this.#pod;
    const member = this.#member;
    switch (effect.do) {
      case 'admit':
        return arrive(pod, member, effect);
      case 'take':
        return tryAgain(pod, member, effect.grant);
      case 'pong':
        return this.#pong(effect.c);
      case 'ice-servers':
        member.send({ type: 'ice-servers', ...pod.ice(askerOf(member, effect.grant, effect.elsewhere)) });
        return;
      case 'renew':
        return this.#renew(effect.ttlMs);
      case 'watch':
        return this.#watch(effect.grant);
      case 'dismiss':
        return this.#dismiss(effect.incarnation);
      case 'end-room':
        return this.#endRoom();
      case 'leave':
        return this.#leave(effect.seated);
      case 'linger':
        return this.#linger(effect.seated);
      default:
        return effect satisfies never;
    }
  }

  /** Brings a fresh token; a heartbeat that wants none is not answered here. */
  async #pong(c: number): Promise<void> {
    const seated = this.#seated();
    if (!seated) return;
    const { room, seat, incarnation, device, until, sealed, relayOnly } = seated.grant;
    const { connection, epoch } = seated;
    const untilS = Math.floor(until / 1000);
    const seatNow = { room, seat, incarnation, device, connection, epoch, until: untilS, sealed, relayOnly };
    const resume = await this.#pod.resume.issue(seatNow);
    this.#pod.answer(() => this.#member.send({ type: 'pong', c, now: this.#pod.clock.now(), resume }));
  }

  async #renew(ttlMs: number): Promise<void> {
    const seated = this.#seated();
    if (seated) await this.#isKept(seated, ttlMs);
  }

  /** Renews the seat. Answers whether the store knows it as this connection's, whose line may be gone by then. */
  async #isKept(seated: Seated, ttlMs: number): Promise<boolean> {
    const askedAt = this.#pod.clock.now();
    // Who stood still may have lost the seat before the store forgot everything: those who did not come back first.
    const restores = !this.#pod.standstill.isDoubted(this.#member) || this.#hasWaited(askedAt);
    const renewal = await this.#pod.store.renew(this.#holdOf(seated), ttlMs, restores);
    if (renewal.outcome === 'vanished') {
      if (!forgottenAt.has(this.#member)) forgottenAt.set(this.#member, askedAt);
      throw new VanishedSeat();
    }
    if (renewal.outcome !== 'kept') {
      this.#member.handle({ type: renewal.outcome });
      return false;
    }
    failures.delete(this.#member);
    forgottenAt.delete(this.#member);
    this.#pod.standstill.trust(this.#member);
    this.#pod.rooms.see(renewal.snapshot, askedAt);
    return true;
  }

  async #watch(grant: DeskGrant): Promise<void> {
    await this.#pod.store.watch(grant.rooms, this.#pod.id, 3 * this.#pod.limits.seatRenewMs);
    const askedAt = this.#pod.clock.now();
    for (const snapshot of await this.#pod.store.readRooms(grant.rooms)) this.#pod.rooms.see(snapshot, askedAt);
  }

  /** For the others: a pod asks for 1,000 of its seats a second when the store is back. */
  #hasWaited(now: number): boolean {
    const since = forgottenAt.get(this.#member);
    return since !== undefined && Math.abs(now - since) >= renewAgainMs;
  }

  /** Deciding about others needs a seat that is certain. Whoever has decided may go: their word still counts. */
  async #certain(): Promise<Seated | undefined> {
    const seated = this.#seated();
    if (!seated || !this.#pod.standstill.isDoubted(this.#member)) return seated;
    return (await this.#isKept(seated, seatTtlOf(seated, this.#pod.limits))) ? seated : undefined;
  }

  async #dismiss(incarnation: Incarnation): Promise<void> {
    const seated = await this.#certain();
    if (!seated) return;
    const { room, until } = seated.grant;
    const isOther = incarnation !== seated.grant.incarnation;
    const ttlMs = until - this.#pod.clock.now();
    const freed = isOther ? await this.#pod.store.dismiss(room, incarnation, ttlMs) : undefined;
    if (!freed) {
      this.#member.handle({ type: 'absent' });
      return;
    }
    this.#pod.rooms.dismissed(freed, await snapshotOf(this.#pod, room));
    this.#note('dismissed somebody', seated.grant);
  }

  async #endRoom(): Promise<void> {
    const seated = await this.#certain();
    if (!seated) return;
    const { room, until } = seated.grant;
    const ttlMs = until - this.#pod.clock.now() + this.#pod.limits.clockToleranceMs;
    this.#pod.rooms.over(await this.#pod.store.endRoom(room, ttlMs));
    this.#note('ended the room', seated.grant);
  }

  async #leave(seated: Leaving): Promise<void> {
    const { store, rooms } = this.#pod;
    const hold = this.#holdOf(seated);
    this.#note('seat given back', seated.grant);
    rooms.vacate(hold, await store.release(hold).catch(() => this.#owe(hold, 'release')));
  }

  async #linger(seated: Seated): Promise<void> {
    const { store, rooms, clock, limits } = this.#pod;
    const hold = this.#holdOf(seated);
    rooms.linger(this.#member, hold);
    this.#note('line lost, seat kept', seated.grant);
    await store.shorten(hold, limits.seatTtlMs).catch(() => this.#owe(hold, 'shorten'));
    const pod = this.#pod;
    clock.after(limits.seatTtlMs, () => void settle(pod, hold));
  }

  /** The store did not hear it; it will. */
  #owe(hold: SeatHold, deed: OwedDeed): undefined {
    this.#pod.owed.add(hold, deed, this.#pod.clock.now());
  }

  #seated(): Seated | undefined {
    const settled = settledOf(this.#member.session);
    return settled?.phase === 'seated' ? settled : undefined;
  }

  #holdOf({ grant, connection, epoch }: Leaving): SeatHold {
    const { room, seat, incarnation, device } = grant;
    return { room, seat, record: { epoch, connection, incarnation, device, pod: this.#pod.id } };
  }

  #note(message: string, { room, seat }: { room: RoomId; seat: string }): void {
    this.#pod.log.info(message, { room: this.#pod.label(room), seat, connection: this.#member.id });
  }
}

/** The time after a lost line is over. It outlives the connection, so it must not hold on to it. */
async function settle(pod: Pod, hold: SeatHold): Promise<void> {
  const askedAt = pod.clock.now();
  pod.rooms.settle(hold, await snapshotOf(pod, hold.room), askedAt);
}

async function snapshotOf(pod: Pod, room: RoomId): Promise<RoomSnapshot | undefined> {
  const found = await pod.store.readRooms([room]).catch(() => []);
  return found[0];
}
