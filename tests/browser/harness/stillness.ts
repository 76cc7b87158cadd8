/** Waits until a page that was just put up stands still: what is loaded later has taken its place. */

const quietFrames = 4;

/** Resolves when nothing in the document has changed for a few frames in a row; a part from the memory takes two at most. */
export function stillness(): Promise<void> {
  return new Promise((resolve) => {
    let quiet = 0;
    const watch = new MutationObserver(() => {
      quiet = 0;
    });
    watch.observe(document.body, { childList: true, subtree: true });
    const frame = (): void => {
      quiet += 1;
      if (quiet <= quietFrames) return void requestAnimationFrame(frame);
      watch.disconnect();
      resolve();
    };
    requestAnimationFrame(frame);
  });
}
