/** One room of a schedule: an advisor and a guest at their devices, their networks, and all pages they open. */
import { randomBytes } from 'node:crypto';
import type { Incarnation, LinkSecret, RoomId } from '@visavis/shared';
import { Cable, type Target } from './cable.ts';
import type { Recorder } from './history.ts';
import { Page } from './page.ts';
import { type Random, seeded } from './random.ts';

export type Side = 'advisor' | 'guest';
export const sides: readonly Side[] = ['advisor', 'guest'];

export interface MeetingParts {
  name: string;
  sealed: boolean;
  targets: readonly Target[];
  ticket(holder: { room: string; seat: Side; incarnation: string; device: string }): Promise<string>;
  seed: number;
  /** Shared by all rooms of a schedule. */
  names: Map<string, string>;
  note: Recorder['note'];
}

interface Person {
  device: string;
  cable: Cable;
  pages: Page[];
}

const text = (bytes: number): string => randomBytes(bytes).toString('base64url');

/** FNV-1a: a number for a name. */
const hash = (name: string): number => {
  let value = 0x811c9dc5;
  for (const character of name) value = Math.imul(value ^ character.charCodeAt(0), 0x01000193);
  return value >>> 0;
};

export class Meeting {
  readonly name: string;
  readonly room = text(16) as RoomId;
  readonly #parts: MeetingParts;
  readonly #linkSecret: LinkSecret | undefined;
  readonly #people: Record<Side, Person>;
  readonly #chatter: Random;

  private constructor(parts: MeetingParts, people: Record<Side, Person>) {
    this.name = parts.name;
    this.#parts = parts;
    this.#people = people;
    this.#chatter = seeded(parts.seed ^ hash(parts.name));
    this.#linkSecret = parts.sealed ? (text(16) as LinkSecret) : undefined;
  }

  static async open(parts: MeetingParts): Promise<Meeting> {
    const person = async (): Promise<Person> => ({
      device: text(32),
      cable: await Cable.open(parts.targets),
      pages: [],
    });
    const meeting = new Meeting(parts, { advisor: await person(), guest: await person() });
    for (const side of sides) meeting.enter(side);
    return meeting;
  }

  /** A new page load of this person. */
  enter(side: Side): Page {
    const { name, seed, ticket, names, note, sealed } = this.#parts;
    const { device, cable, pages } = this.#people[side];
    const incarnation = text(16) as Incarnation;
    const pageName = `${name}.${side}.${pages.length + 1}`;
    names.set(incarnation, pageName);
    note({ what: 'opened', page: pageName, room: name, seat: side });
    const holder = { room: this.room, seat: side, incarnation, device, sealed };
    const parts = { name: pageName, room: this.room, seat: side, incarnation, linkSecret: this.#linkSecret };
    const [random, doors] = [seeded(seed ^ hash(`${pageName} by chance`)), seeded(seed ^ hash(pageName))];
    const page = new Page({ ...parts, cable, random, doors, names, note, ticket: () => ticket(holder) });
    pages.push(page);
    return page;
  }

  cable(side: Side): Cable {
    return this.#people[side].cable;
  }

  /** Pages that were neither closed by anybody nor replaced, the youngest last. */
  living(side: Side): Page[] {
    return this.#people[side].pages.filter(({ isOver }) => !isOver);
  }

  /** One sentence by everybody who can speak, by chance. */
  chat(): void {
    for (const side of sides) {
      for (const page of this.living(side)) if (this.#chatter.chance(0.35)) page.say();
    }
  }

  /** What no log may hold of this meeting. */
  secrets(): string[] {
    const people = sides.map((side) => this.#people[side]);
    const pages = [...this.#parts.names].filter(([, name]) => name.startsWith(`${this.name}.`));
    return [
      this.room,
      this.#linkSecret ?? this.room,
      ...people.map(({ device }) => device),
      ...pages.map(([id]) => id),
    ];
  }

  async close(): Promise<void> {
    for (const side of sides) {
      for (const page of this.living(side)) page.close('none');
      await this.cable(side).close();
    }
  }
}
