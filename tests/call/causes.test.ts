/** What is wrong is found when it has lasted, on the right side, and never by chance. */
import { describe, expect, it } from 'vitest';
import { lookForCauses, newCauses, type Sight } from '../../clients/call/cause-state.ts';
import { type Cause, causes, inOrder, sideOf, toTell } from '../../clients/call/causes.ts';
import type { QualityFacts } from '../../clients/call/quality-facts.ts';

const stepMs = 500;

/** What one half second brings. */
interface Half {
  /** Mean power of the own voice and of what arrives; undefined: the browser does not tell. */
  spoken?: number | undefined;
  heard?: number | undefined;
  pictures?: number;
  packets?: number;
  lost?: number;
  concealedShare?: number;
}
const loud = 1e-2;
const noise = 1e-7;

/** A conversation that is looked at twice a second; every part lasts so many seconds. */
function watch(...parts: ({ seconds: number; half?: (n: number) => Half } & Partial<Sight>)[]) {
  let state = newCauses;
  let now = 1_000_000;
  const energy = { spoken: 0, heard: 0 };
  const sums = { seconds: 0, received: 0, lost: 0, samples: 0, concealed: 0, pictures: 0 };
  const told: string[] = [];
  let found: Cause[] = [];
  const from = now;
  for (const { seconds, half = (): Half => ({}), ...sight } of parts)
    for (let n = 0; n < (seconds * 1_000) / stepMs; n++) {
      const { spoken = noise, heard = noise, pictures = 10, packets = 30, lost = 0, concealedShare = 0 } = half(n);
      energy.spoken += (spoken * stepMs) / 1_000;
      energy.heard += (heard * stepMs) / 1_000;
      sums.seconds += stepMs / 1_000;
      sums.received += packets;
      sums.lost += lost;
      sums.samples += 24_000;
      sums.concealed += 24_000 * concealedShare;
      sums.pictures += pictures;
      const facts: QualityFacts = {
        spoken: { energy: energy.spoken, seconds: sums.seconds },
        heard: { energy: energy.heard, seconds: sums.seconds },
        received: sums.received,
        lost: sums.lost,
        samples: sums.samples,
        concealed: sums.concealed,
        pictures: sums.pictures,
        ownPictures: 0,
        lostThere: undefined,
        limitedBy: 'none',
        ...sight.facts,
      };
      now += stepMs;
      const step = lookForCauses(state, { ...well, ...sight, facts }, now);
      state = step.state;
      if (step.found.join() !== found.join()) told.push(`${(now - from) / 1_000} ${step.found.join(' ') || 'well'}`);
      found = step.found;
    }
  return { told, found, state };
}

const well: Sight = {
  isOnline: true,
  signalling: true,
  isTalking: true,
  isStalled: false,
  soundBlocked: false,
  microphone: { isOn: true, isMuted: false },
  camera: { isOn: true, isMuted: false },
  peerCamera: true,
  isDark: false,
  isSaving: false,
  heardThere: true,
  facts: undefined,
  roundTripMs: 40,
  refused: 0,
};
const speaking = (): Half => ({ spoken: loud });

describe('a flood from the other side', () => {
  it('is told at once, until it has been over for a while; single refusals are not spoken of', () => {
    let state = newCauses;
    const told: string[] = [];
    const refused = [0, 3, 9, 29, 49, 49, ...Array.from({ length: 10 }, () => 52)];
    for (const [look, count] of refused.entries()) {
      const step = lookForCauses(state, { ...well, refused: count }, look * stepMs);
      state = step.state;
      told.push(step.found.join() || 'well');
    }
    const flood = Array.from({ length: 12 }, () => 'peer-floods');
    expect(told).toEqual(['well', 'well', 'well', ...flood, 'well']);
  });
});

describe('the list', () => {
  it('names for every cause with whom it lies, and what the other side has to know of it lies with the opposite one', () => {
    for (const cause of causes) {
      for (const told of toTell([cause]))
        expect([
          ['line', 'line'],
          ['own', 'peer'],
        ]).toContainEqual([sideOf(cause), sideOf(told)].toSorted());
    }
    expect(toTell(['not-heard', 'line-weak', 'peer-picture-dark'])).toEqual(['peer-not-heard', 'own-picture-dark']);
  });

  it('is ordered by importance, each cause once', () => {
    expect(inOrder(['saving', 'not-heard', 'own-offline', 'not-heard'])).toEqual([
      'own-offline',
      'not-heard',
      'saving',
    ]);
  });
});

describe('a conversation that is well', () => {
  it('has nothing said about it, whoever speaks', () => {
    const turns = (n: number): Half => (Math.floor(n / 7) % 2 ? { spoken: loud } : { heard: loud });
    expect(watch({ seconds: 120, half: turns }).told).toEqual([]);
  });

  it('may beep on both sides at once: what repeats itself is no speech', () => {
    expect(watch({ seconds: 90, half: (n) => (n % 2 ? { spoken: loud, heard: loud } : {}) }).told).toEqual([]);
  });
});

describe('a voice', () => {
  it('that leaves here and is not heard there is told after some seconds, to both', () => {
    const { told, found } = watch({ seconds: 30, half: speaking, heardThere: false });
    expect(told).toEqual(['8 not-heard']);
    expect(toTell(found)).toEqual(['peer-not-heard']);
  });

  it('is not missed while the other browser cannot tell, hears something, or nobody speaks', () => {
    expect(watch({ seconds: 30, half: speaking, heardThere: undefined }).told).toEqual([]);
    expect(watch({ seconds: 30, half: speaking, heardThere: true }).told).toEqual([]);
    expect(watch({ seconds: 30, heardThere: false }).told).toEqual([]);
    const coughs = (n: number): Half => (n % 12 === 0 ? { spoken: loud } : {});
    expect(watch({ seconds: 30, half: coughs, heardThere: false }).told).toEqual([]);
  });

  it('that arrives is told to the other side at once, and its end after three seconds', () => {
    const { state } = watch({ seconds: 5 }, { seconds: 1, half: () => ({ heard: loud }) });
    expect(state.hearsVoice.isRaised).toBe(true);
    expect(watch({ seconds: 2, half: () => ({ heard: loud }) }, { seconds: 2.5 }).state.hearsVoice.isRaised).toBe(true);
    expect(watch({ seconds: 2, half: () => ({ heard: loud }) }, { seconds: 4 }).state.hearsVoice.isRaised).toBe(false);
  });

  it('of a microphone that gives nothing at all is missed, of a quiet room is not', () => {
    const silent = () => ({ spoken: 0 });
    expect(watch({ seconds: 20, half: silent }).found).toEqual(['microphone-silent']);
    expect(watch({ seconds: 60 }).told).toEqual([]);
    expect(watch({ seconds: 20, half: silent, microphone: { isOn: false, isMuted: false } }).told).toEqual([]);
    expect(watch({ seconds: 20, half: silent }, { seconds: 1 }).found).toEqual([]);
  });

  it('muted by the system is told on both sides', () => {
    const { found } = watch({ seconds: 3, microphone: { isOn: true, isMuted: true } });
    expect([found, toTell(found)]).toEqual([['microphone-muted'], ['peer-microphone-muted']]);
  });
});

describe('a picture', () => {
  const still = () => ({ pictures: 0 });

  it('that stands still or is dark is told on both sides, but not when nothing arrives at all', () => {
    const frozen = watch({ seconds: 2 }, { seconds: 6, half: still });
    expect([frozen.found, toTell(frozen.found)]).toEqual([['peer-picture-frozen'], ['own-picture-frozen']]);
    expect(watch({ seconds: 2 }, { seconds: 6, half: still, peerCamera: false }).told).toEqual([]);
    expect(watch({ seconds: 2 }, { seconds: 6, half: () => ({ pictures: 0, packets: 0 }) }).told).toEqual([]);
    expect(watch({ seconds: 8, isDark: true }).found).toEqual(['peer-picture-dark']);
    expect(watch({ seconds: 8, isDark: true, peerCamera: false }).told).toEqual([]);
  });
});

describe('a line', () => {
  const lossy = () => ({ lost: 8 });

  it('that loses much is called weak after a while, and well only when it has been well for ten seconds', () => {
    const { told } = watch({ seconds: 20 }, { seconds: 10, half: lossy }, { seconds: 30 });
    expect(told).toEqual(['25.5 line-weak', '40.5 well']);
  });

  it('is not called weak for a moment of loss, nor while it begins', () => {
    const flicker = (n: number): Half => (n % 8 < 4 ? { lost: 8 } : {});
    expect(watch({ seconds: 20 }, { seconds: 60, half: flicker }).told).toEqual([]);
    expect(watch({ seconds: 14, half: lossy }).told).toEqual([]);
    expect(watch({ seconds: 20 }, { seconds: 30, half: () => ({ lost: 2 }) }).told).toEqual([]);
  });

  it('that is late is called slow', () => {
    expect(watch({ seconds: 10, roundTripMs: 620 }).found).toEqual(['line-slow']);
    expect(watch({ seconds: 10, roundTripMs: 310 }).told).toEqual([]);
  });

  it('on which nothing arrives is told at once, and the own lack of a network before it', () => {
    expect(watch({ seconds: 1 }, { seconds: 0.5, isStalled: true }).found).toEqual(['nothing-arrives']);
    expect(watch({ seconds: 1 }, { seconds: 0.5, isStalled: true, isOnline: false }).found).toEqual([
      'own-offline',
      'nothing-arrives',
    ]);
    expect(watch({ seconds: 5, isOnline: false }).told).toEqual([]);
  });
});

it('forgets what was slowly found when the conversation is interrupted', () => {
  const { found } = watch({ seconds: 30, half: speaking, heardThere: false }, { seconds: 0.5, isTalking: false });
  expect(found).toEqual([]);
});
