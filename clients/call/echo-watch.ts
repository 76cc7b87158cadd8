/** Hears whether the own voice comes back from the other side: compares both voices over half a minute. Pure and careful. */

/** Loud or not, half a second each: the own voice and what arrives, oldest first. */
export interface EchoWatch {
  readonly spoken: readonly boolean[];
  readonly heard: readonly boolean[];
}

export const noEcho: EchoWatch = { spoken: [], heard: [] };

/**
 * `looks` half a minute. Only speech tells an echo from chance: at least `bursts` times somebody spoke for `burstLooks` or
 * longer and was silent for as long, and what arrives is the same, at most `mostLate` looks later, in `share` of all looks.
 * What repeats itself every ten seconds or sooner, in `alikeShare` of them, is a tone that both have and nobody's speech.
 */
export const echoRules = {
  looks: 60,
  bursts: 4,
  burstLooks: 3,
  mostLate: 2,
  share: 0.95,
  longestPeriod: 20,
  alikeShare: 0.9,
} as const;

/** One more look, half a second after the last. */
export const lookForEcho = (watch: EchoWatch, spoken: boolean, heard: boolean): EchoWatch => ({
  spoken: [...watch.spoken, spoken].slice(-echoRules.looks),
  heard: [...watch.heard, heard].slice(-echoRules.looks),
});

/** Whether what arrives follows what was said, as nobody's answers do. */
export function isEcho({ spoken, heard }: EchoWatch): boolean {
  if (spoken.length < echoRules.looks || longRuns(spoken) < echoRules.bursts * 2 || repeats(spoken)) return false;
  return Array.from({ length: echoRules.mostLate + 1 }, (_, late) => likeness(spoken, heard, late)).some(
    (share) => share >= echoRules.share,
  );
}

function longRuns(looks: readonly boolean[]): number {
  let runs = 0;
  let length = 0;
  for (const [index, loud] of looks.entries()) {
    length = index > 0 && loud === looks[index - 1] ? length + 1 : 1;
    if (length === echoRules.burstLooks) runs++;
  }
  return runs;
}

const repeats = (looks: readonly boolean[]): boolean =>
  Array.from({ length: echoRules.longestPeriod }, (_, before) => likeness(looks, looks, before + 1)).some(
    (share) => share >= echoRules.alikeShare,
  );

function likeness(spoken: readonly boolean[], heard: readonly boolean[], late: number): number {
  const pairs = spoken.slice(0, spoken.length - late).map((loud, index) => loud === heard[index + late]);
  return pairs.filter(Boolean).length / pairs.length;
}
