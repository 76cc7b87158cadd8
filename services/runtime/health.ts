/** `/health/live` and `/health/ready`: whether the process runs, and whether it should be sent anybody. */
import type { FastifyInstance } from 'fastify';

/** A named part that must work for this process to be useful; throws or answers false when it does not. */
export interface ReadinessCheck {
  name: string;
  check(): Promise<boolean> | boolean;
}

export interface Health {
  /** From now on `ready` answers 503, for instance while draining. */
  drain(): void;
  add(check: ReadinessCheck): void;
}

async function passes(check: ReadinessCheck): Promise<boolean> {
  try {
    return await check.check();
  } catch {
    return false;
  }
}

/** Adds the two routes. The answer names the parts and nothing of what they said. */
export function registerHealth(app: FastifyInstance): Health {
  const checks: ReadinessCheck[] = [];
  let draining = false;
  app.get('/health/live', async () => ({ live: true }));
  app.get('/health/ready', async (_request, reply) => {
    // At once: a load balancer has to hear it before the lines are sent elsewhere, however slow the parts are.
    const asked = draining ? [] : checks;
    const results = await Promise.all(asked.map(async (check) => [check.name, await passes(check)] as const));
    const ready = !draining && results.every(([, ok]) => ok);
    reply.code(ready ? 200 : 503);
    return { ready, draining, parts: Object.fromEntries(results) };
  });
  return {
    drain: () => {
      draining = true;
    },
    add: (check) => void checks.push(check),
  };
}
