/** The third person at this page: turns what is agreed about them into lines, words and what may go over them. */
import { LinkSecret } from '@visavis/shared';
import * as v from 'valibot';
import type { PersonMessage } from './call-state.ts';
import {
  type CompanionEffect,
  type CompanionEvent,
  type CompanionLink,
  type CompanionState,
  isAdmitted,
  newCompanion,
} from './companion-state.ts';
import { stepCompanion } from './companion-step.ts';
import type {
  CompanionWish,
  CompanyFacts,
  CompanyMessage,
  CompanyParts,
  MeetThird,
  ThirdPerson,
} from './company-face.ts';
import { CompanyLine, noThird } from './company-line.ts';
import { preferMotion } from './company-motion.ts';
import { isTalking, secondView } from './company-snapshot.ts';
import type { InvitedCompanion } from './company-view.ts';

/** How long a goodbye waits until it was heard. */
const goodbyeMs = 1_000;
/** More links than one appointment has companions: further ones are the invention of somebody. */
const mostLinks = 16;

/** See {@link ThirdPerson}. */
export const meetThird: MeetThird = (parts, facts) => new Third(parts, facts);

class Third implements ThirdPerson {
  readonly #parts: CompanyParts;
  readonly #lines = new Map<LinkSecret, CompanyLine>();
  #facts: CompanyFacts;
  #state: CompanionState;
  #line: CompanyLine | undefined;
  #hasTalked = false;
  #saidReady = false;
  #isOver = false;

  constructor(parts: CompanyParts, facts: CompanyFacts) {
    const { self, linkSecret } = parts.options;
    this.#parts = parts;
    this.#facts = facts;
    const own = self.seat === 'companion' && linkSecret ? { name: '', kind: undefined, secret: linkSecret } : undefined;
    this.#state = newCompanion(self.seat, own);
    this.know(facts);
    // Without the secret nobody can be sure of whom they let in.
    if (self.seat === 'companion' && own === undefined) this.#decline();
  }

  know(facts: CompanyFacts): void {
    const before = this.#facts;
    const { there, main, media, screen, isOpen } = facts;
    this.#facts = facts;
    if (media && media !== before.media) this.#line?.pair.setMedia(media);
    if (screen !== before.screen) this.#line?.pair.setScreen(screen);
    if (there !== this.#state.there) {
      this.#handle(there === undefined ? { type: 'gone' } : { type: 'here', incarnation: there });
    }
    if (main !== this.#state.main) this.#handle({ type: 'main', main });
    if (isOpen && !before.isOpen) this.#line?.pair.handlePathOpen();
    this.#settle();
  }

  handleFrame: ThirdPerson['handleFrame'] = (frame) => {
    if (this.#line?.met === undefined || this.#line.met !== this.#facts.there) this.#handle({ type: 'called' });
    if (this.#line) this.#line.pair.handleFrame(frame);
    else this.#parts.events.refused('stale');
  };

  hear(message: CompanyMessage): void {
    this.#handle({ type: 'told', message });
  }

  accompany(wish: CompanionWish): void {
    if (wish.type === 'expect') this.#handle({ type: 'expect', link: linkOf(wish.invited) });
    else this.#handle(wish);
  }

  say: ThirdPerson['say'] = (message) => {
    this.#line?.pair.say(message);
    if (message.reason !== 'hanging-up' && message.reason !== 'undone') this.#finish();
  };

  setIceServers: ThirdPerson['setIceServers'] = (servers) => this.#line?.pair.setIceServers(servers);
  handlePathOpen = (): void => this.#line?.pair.handlePathOpen();
  handleNetworkChanged = (): void => this.#line?.pair.handleNetworkChanged();

  leave(): Promise<void> {
    this.#finish();
    return this.#line?.pair.acknowledged() ?? Promise.resolve();
  }

  close(): void {
    this.#isOver = true;
    for (const { pair } of this.#lines.values()) pair.close();
  }

  /** Nothing of this person goes out any more. */
  #finish(): void {
    this.#isOver = true;
    this.#line?.pair.setOnAir(false);
  }

  #handle(event: CompanionEvent): void {
    if (this.#isOver) return;
    const step = stepCompanion(this.#state, event);
    this.#state = step.state;
    for (const effect of step.effects) this.#run(effect);
    this.#settle();
  }

  #run(effect: CompanionEffect): void {
    switch (effect.do) {
      case 'meet':
        this.#meet(effect);
        break;
      case 'drop':
        this.#line?.drop();
        break;
      case 'forget':
        this.#forget(effect.secret);
        break;
      case 'tell-main':
        this.#parts.sayToMain(effect.message);
        break;
      case 'tell-third':
        this.#line?.pair.say(effect.message);
        break;
      case 'dismiss':
        void this.#whenTold().then(() => {
          this.#parts.events.relay({ type: 'dismiss', incarnation: effect.incarnation });
        });
        break;
      case 'decline':
        this.#decline();
        break;
      default:
        effect satisfies never;
    }
  }

  #meet({ incarnation, secret }: Extract<CompanionEffect, { do: 'meet' }>): void {
    const line = this.#lineOf(secret);
    if (line === undefined || line.met === incarnation) return;
    if (line !== this.#line) this.#hasTalked = false;
    this.#line = line;
    this.#saidReady = false;
    line.meet(this.#state.seat === 'companion' ? 'guest' : 'companion', incarnation);
  }

  /** Undefined for more links than there can be. */
  #lineOf(secret: LinkSecret): CompanyLine | undefined {
    const known = this.#lines.get(secret);
    if (known !== undefined || this.#lines.size >= mostLinks) return known;
    const line: CompanyLine = new CompanyLine(this.#parts, secret, {
      changed: () => this.#line === line && this.#settle(),
      told: (message) => this.#line === line && this.#told(line, message),
      company: (message) => this.#line === line && this.#toldByThird(message),
      otherDevice: () => this.#line === line && this.#handle({ type: 'other-device' }),
    });
    this.#lines.set(secret, line);
    const { media, screen } = this.#facts;
    if (media) line.pair.setMedia(media);
    line.pair.setScreen(screen);
    return line;
  }

  #told(line: CompanyLine, message: PersonMessage): void {
    if (line.met) this.#handle({ type: 'heard', incarnation: line.met });
    if (message.kind !== 'leave') return;
    if (message.reason === 'hung-up' || message.reason === 'ended') this.#handle({ type: 'left' });
    else if (message.reason === 'page-closed') line.drop();
  }

  /** A guest may take the companion out without the advisor; nothing else is theirs to say. */
  #toldByThird(message: CompanyMessage): void {
    const isRemoval = message.kind === 'admit' && message.standing === 'refused' && message.by === 'guest';
    if (isRemoval && this.#state.seat === 'companion') this.#handle({ type: 'told', message });
    else this.#parts.events.refused('content');
  }

  /** The line stays closed to its secret for as long as this page lives: its numbers must not begin anew. */
  #forget(secret: LinkSecret): void {
    const line = this.#lines.get(secret);
    if (line === undefined) return;
    void this.#whenTold().then(() => line.pair.close());
    if (this.#line === line) this.#line = undefined;
  }

  async #whenTold(): Promise<void> {
    const { clock } = this.#parts.options;
    const patience = new Promise<void>((resolve) => void clock.after(goodbyeMs, resolve));
    await Promise.race([this.#line?.pair.acknowledged(), patience]);
  }

  #decline(): void {
    this.#settle();
    this.#finish();
    // Never from inside the call that made this.
    queueMicrotask(() => this.#parts.events.declined());
  }

  /** What may go out, and what is seen, as it follows from all that is known. */
  #settle(): void {
    if (this.#isOver) return;
    const { isReady, isLeaving, isOpen, there, media } = this.#facts;
    const line = this.#line;
    const third = line?.facts ?? noThird;
    const maySpeak = isReady && isAdmitted(this.#state) && line?.met === this.#state.load;
    if (line?.met && maySpeak !== this.#saidReady) {
      this.#saidReady = maySpeak;
      line.pair.say({ kind: 'ready', ready: maySpeak });
    }
    line?.pair.setOnAir(maySpeak && !isLeaving && third.ready);
    line?.pair.setReachableByPod(isOpen && line.met !== undefined && line.met === there, isOpen);
    this.#hasTalked ||= isAdmitted(this.#state) && isTalking(this.#facts, third);
    preferMotion(media?.stream, isAdmitted(this.#state) && this.#state.link?.kind === 'sign-interpreter');
    this.#parts.events.second(secondView(this.#state, this.#facts, third, this.#hasTalked));
  }
}

/** A mangled secret counts as nobody. */
function linkOf(invited: InvitedCompanion | undefined): CompanionLink | undefined {
  const secret = v.safeParse(LinkSecret, invited?.linkSecret);
  const name = invited?.name.trim().slice(0, 120);
  return invited && name && secret.success ? { name, kind: invited.kind, secret: secret.output } : undefined;
}
