/** What becomes of a message that was said too fast and of the line that said it, and of one that reads too slowly. */
import { closeCode } from '@visavis/shared';
import type { PodLimits } from './config.ts';
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

/** Since when a browser reads too slowly, if it does, and whether that has been for too long. */
export function slowness(
  unread: number,
  slowSince: number | undefined,
  now: number,
  limits: Pick<PodLimits, 'unreadSoftBytes' | 'unreadHardBytes' | 'unreadSoftMs'>,
): { since: number | undefined; isOver: boolean } {
  if (unread <= limits.unreadSoftBytes) return { since: undefined, isOver: false };
  const since = slowSince ?? now;
  return { since, isOver: unread > limits.unreadHardBytes || now - since >= limits.unreadSoftMs };
}
