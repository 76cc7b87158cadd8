/** The bell itself: what has been hushed does not sound after all, and notifications go when they must. */
import { describe, expect, it } from 'vitest';
import { makeBell } from '../../clients/advisor/bell.ts';

class Sounds {
  state: 'suspended' | 'running' = 'running';
  currentTime = 0;
  destination = 'speaker';
  played = 0;
  audible = new Set<object>();
  wakes: (() => void)[] = [];
  resume = () => new Promise<void>((resolve) => this.wakes.push(resolve));

  createGain() {
    const node = {
      gain: { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} },
      connect: (target: unknown) => {
        if (target === this.destination) this.audible.add(node);
        return node;
      },
      disconnect: () => this.audible.delete(node),
    };
    return node;
  }

  createOscillator() {
    return { frequency: { value: 0 }, connect: (target: unknown) => target, start: () => this.played++, stop() {} };
  }
}

class Notes {
  static permission = 'granted';
  static shown: Notes[] = [];
  static requestPermission = async () => 'granted';
  closed = false;
  constructor() {
    Notes.shown.push(this);
  }
  close() {
    this.closed = true;
  }
}

function bell(sounds: Sounds) {
  const timers: (() => void)[] = [];
  const made = makeBell(
    () => sounds as unknown as AudioContext,
    Notes as unknown as typeof Notification,
    (_delay, task) => void timers.push(task),
  );
  return {
    made,
    expire: () => {
      for (const task of timers.splice(0)) task();
    },
  };
}

describe('the sound', () => {
  it('is heard until it is hushed', async () => {
    const sounds = new Sounds();
    const { made } = bell(sounds);
    expect(await made.sound()).toBe(true);
    expect([sounds.played, sounds.audible.size]).toEqual([2, 1]);
    made.hush();
    expect(sounds.audible.size).toBe(0);
  });

  it('does not come late into a conversation that began while the browser woke', async () => {
    const sounds = new Sounds();
    sounds.state = 'suspended';
    const { made } = bell(sounds);
    const sound = made.sound();
    made.hush();
    sounds.state = 'running';
    for (const wake of sounds.wakes) wake();
    await sound;
    expect(sounds.played).toBe(0);
  });

  it('says so when the browser plays nothing before a click', async () => {
    const sounds = new Sounds();
    sounds.state = 'suspended';
    const { made, expire } = bell(sounds);
    const sound = made.sound();
    expire();
    expect(await sound).toBe(false);
  });
});

describe('notifications', () => {
  it('are taken back one by one, or all at once when hushed', () => {
    Notes.shown = [];
    const { made } = bell(new Sounds());
    made.notify('a', 'title', 'body');
    made.notify('b', 'title', 'body');
    made.withdraw('a');
    expect(Notes.shown.map(({ closed }) => closed)).toEqual([true, false]);
    made.hush();
    expect(Notes.shown.map(({ closed }) => closed)).toEqual([true, true]);
  });

  it('are not shown without permission', () => {
    Notes.shown = [];
    Notes.permission = 'default';
    bell(new Sounds()).made.notify('a', 'title', 'body');
    Notes.permission = 'granted';
    expect(Notes.shown).toEqual([]);
  });
});
