/** Which loudspeaker an element plays on. */

/** As much of an audio element as the choice needs; browsers without it play on the system's own loudspeaker. */
export interface Player {
  readonly sinkId?: string;
  setSinkId?(id: string): Promise<void>;
}

/** Plays on `speaker`; undefined goes back to the system's own, so that a headset that was pulled out leaves no silence. */
export function playOn(player: Player | null, speaker: string | undefined): void {
  const id = speaker ?? '';
  if (player?.setSinkId && player.sinkId !== id) player.setSinkId(id).catch(() => undefined);
}
