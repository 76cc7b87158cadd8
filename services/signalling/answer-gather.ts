/** Answers to heartbeats leave together while many come: to wake the network for each of them costs more than the answer. */

/** Shorter than TCP waits with its own acknowledgement (40 ms), which so still leaves with the answer. */
const slotMs = 25;
/** So many within that time are answered one by one, each at once. */
const few = 4;

/**
 * To be called with what answers one heartbeat. Where few come it is called back at once; else with all others of the next 25 ms,
 * in the order of the calls. An answer must not throw.
 */
export function answerGatherer(): (answer: () => void) => void {
  let held: (() => void)[] = [];
  let isHolding = false;
  let slotBegan = Number.NEGATIVE_INFINITY;
  let answered = 0;
  const hold = (): void => {
    isHolding = true;
    setTimeout(release, slotMs).unref();
  };
  const release = (): void => {
    const due = held;
    held = [];
    isHolding = false;
    for (const answer of due) answer();
    if (due.length > few) hold();
  };
  return (answer) => {
    if (isHolding) {
      held.push(answer);
      return;
    }
    const now = performance.now();
    if (now - slotBegan >= slotMs) {
      slotBegan = now;
      answered = 0;
    }
    answered += 1;
    if (answered <= few) return answer();
    held.push(answer);
    hold();
  };
}
