/** The proof of one pair of people: runs its machine, tells the other side, keeps what was found for after a reload. */
import type { Incarnation, PeerId, PeerMessage } from '@visavis/shared';
import type { OwnCertificate } from './certificate.ts';
import type { Bound } from './handshake-run.ts';
import { type Flow, flowOf, proofView } from './proof-snapshot.ts';
import { newProof, type ProofEffect, type ProofEvent, stepProof, type Unproven } from './proof-state.ts';
import type { FramesNews, ProofView, ProofWish } from './proof-view.ts';
import { drawChoices } from './sas.ts';

export interface ProofOptions {
  sealed: boolean;
  /** The advisor chooses, the other one confirms. */
  chooses: boolean;
  certificate: OwnCertificate | undefined;
  randomBytes(count: number): Uint8Array;
  say(message: Extract<PeerMessage, { kind: 'proof' }>): void;
  changed(view: ProofView): void;
}

/** One for a page; lines come and go under it. */
export class Proof {
  readonly #options: ProofOptions;
  #state;
  #pid: PeerId | undefined;
  #frames: Pick<ProofView, 'frames' | 'keyChanges'> = { frames: 'pending', keyChanges: 0 };

  constructor(options: ProofOptions) {
    this.#options = options;
    this.#state = newProof(options.sealed, options.chooses, options.certificate?.proof);
  }

  get view(): ProofView {
    return { ...proofView(this.#state), ...this.#frames };
  }

  get flow(): Flow {
    return flowOf(this.view);
  }

  handleBound({ pid, fingerprint, sas }: Bound, incarnation: Incarnation): void {
    this.#pid = pid;
    this.#handle({ type: 'bound', incarnation, fingerprint, sas, choices: this.#draw(sas.words[0]) });
  }

  handleFrames(news: FramesNews): void {
    const { keyChanges } = this.#frames;
    if (news === 'changed') this.#frames = { frames: 'on', keyChanges: keyChanges + 1 };
    else this.#frames = { frames: news, keyChanges };
    this.#options.changed(this.view);
  }

  /** The line is gone, or a new one is being built. */
  handleUnbound(): void {
    this.#frames = { ...this.#frames, frames: 'pending' };
    this.#handle({ type: 'unbound' });
  }

  handleUnproven(how: Unproven): void {
    this.#handle({ type: 'unproven', how });
  }

  handleTold({ words, sound }: Extract<PeerMessage, { kind: 'proof' }>): void {
    this.#handle({ type: 'told', words, sound });
  }

  handleWish(wish: ProofWish): void {
    const first = this.#state.met?.sas.words[0];
    if (wish.type !== 'choose') this.#handle(wish);
    else if (first !== undefined) this.#handle({ ...wish, next: this.#draw(first) });
  }

  readonly #draw = (word: number) => drawChoices(word, this.#options.randomBytes);

  #handle(event: ProofEvent): void {
    const step = stepProof(this.#state, event);
    this.#state = step.state;
    for (const effect of step.effects) this.#run(effect);
    this.#options.changed(this.view);
  }

  #run(effect: ProofEffect): void {
    switch (effect.do) {
      case 'tell': {
        const { words, sound } = effect;
        if (this.#pid !== undefined) this.#options.say({ kind: 'proof', pid: this.#pid, words, sound });
        break;
      }
      case 'keep':
        void this.#options.certificate?.keepProof(effect.proof);
        break;
      default:
        effect satisfies never;
    }
  }
}
