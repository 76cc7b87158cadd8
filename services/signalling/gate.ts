/** The door: who may open a WebSocket at all, before a word is said. */
import { limits as protocol } from '@visavis/shared';
import { limitsOf } from './address-limits.ts';
import type { PodLimits } from './config.ts';

/** Open connections of one address group, and those of them that are still strangers. */
interface Guests {
  open: number;
  strangers: number;
}

export interface Upgrade {
  origin: string | undefined;
  /** The header `Sec-WebSocket-Protocol`. */
  protocols: string | undefined;
  address: string;
}

/**
 * An HTTP status instead of an upgrade, and the limit that was passed, if any. `no-answer`: the pod drains, the connection
 * is cut without a word. A load balancer takes that to the next pod by itself; a status it would hand on to the browser.
 */
export type Turned =
  | { status: 400 | 403 | 503; limit?: 'before-hello-address' | 'before-hello-pod' }
  | { status: 'no-answer'; limit: 'draining' };

export interface GateOptions {
  allowsOrigin(origin: string): boolean;
  limits: PodLimits;
  /** The shared store does not answer: only half as many strangers may come in. */
  isImpaired(): boolean;
}

export class Gate {
  readonly #options: GateOptions;
  readonly #guests = new Map<string, Guests>();
  #strangers = 0;
  #isDraining = false;

  constructor(options: GateOptions) {
    this.#options = options;
  }

  get isDraining(): boolean {
    return this.#isDraining;
  }

  drain(): void {
    this.#isDraining = true;
  }

  /** `undefined`: come in. The origin is compared exactly; no header stands for no origin. */
  check({ origin, protocols, address }: Upgrade): Turned | undefined {
    if (origin === undefined || !this.#options.allowsOrigin(origin)) return { status: 403 };
    const offered = (protocols ?? '').split(',').map((name) => name.trim());
    if (!offered.includes(protocol.subProtocol) && !offered.includes(protocol.subProtocolNewest))
      return { status: 400 };
    if (this.#isDraining) return { status: 'no-answer', limit: 'draining' };
    const { limits } = this.#options;
    const share = this.#options.isImpaired() ? 0.5 : 1;
    if (this.#strangers >= limits.connectionsBeforeHelloPerPod * share) {
      return { status: 503, limit: 'before-hello-pod' };
    }
    if ((this.#guests.get(address)?.strangers ?? 0) >= limitsOf(limits, address).strangers * share) {
      return { status: 503, limit: 'before-hello-address' };
    }
    return undefined;
  }

  /** Counts a connection as a stranger. False when its address has too many open already. */
  enter(address: string): boolean {
    const guests = this.#guests.get(address) ?? { open: 0, strangers: 0 };
    guests.open += 1;
    guests.strangers += 1;
    this.#strangers += 1;
    this.#guests.set(address, guests);
    return guests.open <= limitsOf(this.#options.limits, address).lines;
  }

  /** It said hello. */
  greet(address: string): void {
    const guests = this.#guests.get(address);
    if (guests) guests.strangers -= 1;
    this.#strangers -= 1;
  }

  leave(address: string): void {
    const guests = this.#guests.get(address);
    if (!guests) return;
    guests.open -= 1;
    if (guests.open === 0) this.#guests.delete(address);
  }
}
