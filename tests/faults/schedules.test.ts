/** Seeded schedules of damage on real pods and a real Redis: whatever breaks, no promise does. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readable } from './history.ts';
import { PageSocket } from './page-socket.ts';
import { runSchedule } from './run.ts';
import { drawSchedule } from './schedule.ts';
import { violationsOf } from './verdict.ts';
import { WorldPool } from './world-pool.ts';

const first = Number(process.env.VISAVIS_FAULT_SEED ?? 1);
const count = Number(process.env.VISAVIS_FAULT_COUNT ?? 60);
const worlds = Number(process.env.VISAVIS_FAULT_WORLDS ?? 2);
const seeds = Array.from({ length: count }, (_none, index) => first + index);
const folder = fileURLToPath(new URL('../../test-results/faults/', import.meta.url));

const pool = new WorldPool();
beforeAll(async () => {
  vi.stubGlobal('WebSocket', PageSocket);
  await pool.open(Math.min(worlds, count));
}, 120_000);
afterAll(async () => {
  await pool.close();
  vi.unstubAllGlobals();
}, 60_000);

describe.concurrent('pods keep every promise', () => {
  it.each(seeds)('under schedule %i', { timeout: 600_000 }, async (seed) => {
    const schedule = drawSchedule(seed);
    const { history } = await pool.use((world) => runSchedule(world, schedule));
    const entries = await history;
    const violations = violationsOf(entries);
    if (violations.length > 0 || count === 1) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${folder}${seed}.txt`, readable(entries, []));
    }
    const story = `seed ${seed}; again: npm run test:faults -- --seed ${seed}\n${readable(entries, ['transmitted', 'heard', 'said', 'delivered'])}`;
    expect(violations, story).toEqual([]);
  });
});
