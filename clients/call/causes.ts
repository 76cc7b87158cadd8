/** What may be wrong in a conversation: the one closed list, each with whom it lies with and who else has to know. Pure. */

/** With whom the cause lies: at this page, at the page opposite, or on the way between them. */
export type Side = 'own' | 'peer' | 'line';

interface Rule {
  side: Side;
  /** What the page opposite is told by us, because it cannot see it for itself. */
  told?: string;
}

/** In the order of importance: what stops a conversation, what stops a voice, what stops a picture, what only spoils it. */
const rules = {
  /** This device has no network at all. */
  'own-offline': { side: 'own' },
  /** Nothing arrives any more; new paths are being looked for. */
  'nothing-arrives': { side: 'line', told: 'nothing-leaves' },
  /** The other page says that nothing arrives there, while something does here. */
  'nothing-leaves': { side: 'line' },
  /** The browser plays no sound before a click. */
  'sound-held-back': { side: 'own', told: 'peer-cannot-hear' },
  'peer-cannot-hear': { side: 'peer' },
  /** The system, a switch or a key of the headset has muted it (Media Capture, `muted` of a track). */
  'microphone-muted': { side: 'own', told: 'peer-microphone-muted' },
  'peer-microphone-muted': { side: 'peer' },
  /** It is on and gives nothing at all, not even noise. */
  'microphone-silent': { side: 'own', told: 'peer-microphone-muted' },
  /** A voice leaves here and none comes out there. */
  'not-heard': { side: 'own', told: 'peer-not-heard' },
  'peer-not-heard': { side: 'peer' },
  /** The other person's loudspeaker is heard in their microphone: the own voice comes back. */
  'peer-echo': { side: 'peer', told: 'own-echo' },
  'own-echo': { side: 'own' },
  'camera-muted': { side: 'own', told: 'peer-camera-muted' },
  'peer-camera-muted': { side: 'peer' },
  /** It is on and its picture stands still. */
  'peer-picture-frozen': { side: 'peer', told: 'own-picture-frozen' },
  'own-picture-frozen': { side: 'own' },
  /** It is on and shows nothing but darkness. */
  'peer-picture-dark': { side: 'peer', told: 'own-picture-dark' },
  'own-picture-dark': { side: 'own' },
  /** More arrives than a page may give its time to: text, drawings, notices. */
  'peer-floods': { side: 'peer' },
  /** What was in use is gone, and another one took over. */
  'microphone-changed': { side: 'own' },
  'speaker-changed': { side: 'own' },
  /** Much gets lost, or there is too little room. */
  'line-weak': { side: 'line' },
  /** What is said arrives late. */
  'line-slow': { side: 'line' },
  /** This device is too busy for the picture. */
  'device-busy': { side: 'own' },
  /** Somebody chose to save: small pictures from both. */
  saving: { side: 'own' },
  'peer-saving': { side: 'peer' },
} as const satisfies Record<string, Rule>;

export type Cause = keyof typeof rules;

/** All of them, the most important first. */
export const causes = Object.keys(rules) as Cause[];

export const sideOf = (cause: Cause): Side => rules[cause].side;

/** Ordered by importance, each once. */
export const inOrder = (found: Iterable<Cause>): Cause[] => {
  const known = new Set(found);
  return causes.filter((cause) => known.has(cause));
};

/** What the page opposite has to say, of what was found here. */
export const toTell = (found: readonly Cause[]): Cause[] =>
  inOrder(
    found.flatMap((cause) => {
      const rule: Rule = rules[cause];
      return causes.find((other) => other === rule.told) ?? [];
    }),
  );
