/** Keeps the desk's line on the rooms that matter: a ticket names its rooms, so a new appointment asks for a new one. */
import type { DeskTicket, Incarnation } from '@visavis/shared';
import { recall, remember } from './memory.ts';
import type { DeskOptions, Parts } from './parts.ts';

export type DeskHearing = Pick<DeskOptions, 'on' | 'onTime'>;

export class DeskLine {
  private readonly parts: Parts;
  private readonly hearing: DeskHearing;
  private readonly asked = new Set<string>();
  private named: ReadonlySet<string> | undefined;
  private line: { close(): void };

  constructor(parts: Parts, hearing: DeskHearing) {
    this.parts = parts;
    this.hearing = hearing;
    this.line = this.open();
  }

  /** Opens a new line when the present ticket leaves out one of `rooms`; once for a room, whatever the answer. */
  ensure(rooms: readonly string[]): void {
    const { named } = this;
    if (named === undefined) return;
    const missing = rooms.filter((room) => !named.has(room) && !this.asked.has(room));
    if (missing.length === 0) return;
    for (const room of missing) this.asked.add(room);
    this.line.close();
    this.hearing.on({ type: 'lost' });
    this.line = this.open();
  }

  close(): void {
    this.line.close();
  }

  private open(): { close(): void } {
    return this.parts.openDesk({ ...this.hearing, ticket: (incarnation) => this.ticket(incarnation) });
  }

  private async ticket(incarnation: Incarnation): Promise<DeskTicket> {
    const ticket = await this.parts.api.deskTicket(incarnation, recall(this.parts.memory, 'device'));
    remember(this.parts.memory, 'device', ticket.device);
    this.named = new Set(ticket.rooms);
    return ticket;
  }
}
