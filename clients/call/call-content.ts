/** What pages say to each other in a call beside sound and picture: lanes, and hints that hold over every new line. */
import { CallLanes } from './call-lanes.ts';
import type { CallWatch } from './call-watch.ts';
import type { Hint } from './hints.ts';
import type { Bytes } from './hkdf.ts';
import type { Lane, LaneName, LaneNews } from './lane.ts';
import type { Opposite } from './pair-face.ts';

const encoder = new TextEncoder();
const bytesOf = (hint: Hint): Bytes => encoder.encode(JSON.stringify(hint));

export class CallContent {
  readonly #lanes: CallLanes;
  readonly #own = new Map<Hint['kind'], Hint>();

  constructor(watch: CallWatch, send: Opposite['sendOn']) {
    const refused = () => watch.surround({ dropped: watch.around.dropped + 1 });
    this.#lanes = new CallLanes(send, refused);
    this.lane('hint').listen({ open: (isOpen) => isOpen && this.#sayAll() });
  }

  lane = (name: LaneName): Lane => this.#lanes.lane(name);
  handle = (news: LaneNews): void => this.#lanes.handle(news);

  /** In the place of the last one of its kind. */
  hint = (hint: Hint): void => {
    this.#own.set(hint.kind, hint);
    void this.lane('hint').send(bytesOf(hint));
  };

  #sayAll(): void {
    for (const hint of this.#own.values()) void this.lane('hint').send(bytesOf(hint));
  }
}
