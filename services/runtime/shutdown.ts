/** Orderly end of a process: SIGTERM and SIGINT run the steps in order, once, and never longer than the deadline. */
import { errorKind, type Log } from './log.ts';

export interface ShutdownStep {
  name: string;
  run(): Promise<void> | void;
}

/** Runs `steps` on the first signal; a step that fails is logged and the next one runs. Exits 0, or 1 at the deadline. */
export function onShutdown(steps: ShutdownStep[], log: Log, deadlineMs: number): void {
  let started = false;
  const end = async (): Promise<void> => {
    if (started) return;
    started = true;
    setTimeout(() => process.exit(1), deadlineMs).unref();
    for (const step of steps) {
      try {
        await step.run();
      } catch (error) {
        log.error('shutdown step failed', { phase: step.name, kind: errorKind(error) });
      }
    }
    process.exit(0);
  };
  process.on('SIGTERM', () => void end());
  process.on('SIGINT', () => void end());
}
