/** What becomes of a message that was said too fast, and of the line that said it. */
import { closeCode } from '@visavis/shared';
import type { Member } from './local-room.ts';
import type { Pod } from './pod.ts';
import type { Socket } from './socket.ts';
import type { Verdict } from './throttle.ts';

/** Carries a verdict out. True: the message is read all the same, and the line has to wait before it is heard again. */
export function mayStill(
  verdict: Exclude<Verdict, { kind: 'ok' }>,
  { metrics, clock }: Pick<Pod, 'metrics' | 'clock'>,
  member: Pick<Member, 'handle' | 'send'>,
  socket: Pick<Socket, 'pause' | 'resume'>,
): boolean {
  metrics.limit(verdict.limit);
  switch (verdict.kind) {
    case 'close':
      member.handle({ type: 'breach', code: closeCode['too-many'], retryAfterMs: verdict.forMs });
      return false;
    case 'refuse':
      member.send({ type: 'error', code: 'too-many', retryAfterMs: verdict.forMs });
      return false;
    case 'pause':
      socket.pause();
      clock.after(verdict.forMs, () => socket.resume());
      return true;
    default:
      return verdict.kind satisfies never;
  }
}
