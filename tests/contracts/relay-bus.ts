/** What every bus between pods promises: one inbox a pod, nothing more than that. */
import { randomBytes } from 'node:crypto';
import type { PodId, RelayBus } from '@visavis/signalling';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newPodId } from '../../services/signalling/relay-bundle.ts';

/** A bus under test; two handles stand for two pods. */
export interface BusUnderTest {
  bus: RelayBus;
  other: RelayBus;
  close(): Promise<void>;
}

/** Of a pod before there were bundles. */
const olderId = (): PodId => randomBytes(16).toString('base64url') as PodId;
const podId = newPodId;

/** An inbox that waits for its next message. */
function mailbox() {
  const letters: string[] = [];
  const waiting: ((letter: string) => void)[] = [];
  return {
    letters,
    inbox: (letter: string) => {
      letters.push(letter);
      waiting.shift()?.(letter);
    },
    next: () => new Promise<string>((resolve) => waiting.push(resolve)),
  };
}

export function relayBusContract(name: string, make: () => Promise<BusUnderTest>): void {
  describe(`relay bus: ${name}`, () => {
    let under: BusUnderTest;
    beforeEach(async () => {
      under = await make();
    });
    afterEach(() => under.close());

    carrying(() => under);
    inOneTurn(() => under);
    inboxes(() => under);
  });
}

function carrying(under: () => BusUnderTest): void {
  test('carries a message unchanged to the inbox of its pod', async () => {
    const pod = podId();
    const box = mailbox();
    await under().bus.subscribe(pod, box.inbox);
    const arrived = box.next();
    const message = `{"kind":"relay"}\n${'s.Aä€😀\u0000"\\'.repeat(2000)}`;
    expect(await under().other.publish(pod, message)).toBe(true);
    expect(await arrived).toBe(message);
  });

  test('delivers to nobody else', async () => {
    const [mine, theirs] = [podId(), podId()];
    const [box, strange] = [mailbox(), mailbox()];
    await under().bus.subscribe(mine, box.inbox);
    await under().other.subscribe(theirs, strange.inbox);
    const arrived = box.next();
    await under().other.publish(mine, 'for me');
    await arrived;
    expect(strange.letters).toEqual([]);
  });

  test('keeps the order of one sender while nothing is lost', async () => {
    const pod = podId();
    const box = mailbox();
    await under().bus.subscribe(pod, box.inbox);
    const sent = Array.from({ length: 50 }, (_, index) => `message ${index}`);
    const all = (async () => {
      while (box.letters.length < sent.length) await box.next();
    })();
    for (const message of sent) await under().other.publish(pod, message);
    await all;
    expect(box.letters).toEqual(sent);
  });
}

/** What is said in one turn may travel together; nobody can tell. */
function inOneTurn(under: () => BusUnderTest): void {
  test.each([
    { of: 'of today', id: podId },
    { of: 'before there were bundles', id: olderId },
  ])('carries what one turn says to several pods $of to each its own, in order', async ({ id }) => {
    const pods = [id(), id()].map((pod) => ({ pod, box: mailbox() }));
    for (const { pod, box } of pods) await under().bus.subscribe(pod, box.inbox);
    const texts = [...Array.from({ length: 30 }, (_, index) => `${index} ${'x'.repeat(index * 300)}`), '*', '*1\na'];
    const sent = pods.flatMap(({ pod }) => texts.map((text) => under().other.publish(pod, `${pod}${text}`)));
    expect(new Set(await Promise.all(sent))).toEqual(new Set([true]));
    for (const { pod, box } of pods) {
      while (box.letters.length < texts.length) await box.next();
      expect(box.letters).toEqual(texts.map((text) => `${pod}${text}`));
    }
  });

  test('says of each message whether its pod reads, also when others do', async () => {
    const [there, gone] = [podId(), podId()];
    await under().bus.subscribe(there, () => {});
    const sent = [there, gone, there, gone].map((pod) => under().other.publish(pod, 'hello'));
    expect(await Promise.all(sent)).toEqual([true, false, true, false]);
  });
}

function inboxes(under: () => BusUnderTest): void {
  test('says false when nobody reads the inbox: never opened, or closed', async () => {
    const pod = podId();
    expect(await under().bus.publish(pod, 'hello')).toBe(false);
    const close = await under().other.subscribe(pod, () => {});
    await close();
    expect(await under().bus.publish(pod, 'hello')).toBe(false);
  });

  test('delivers in a later turn, so that a sender never runs the receiver’s code', async () => {
    const pod = podId();
    const box = mailbox();
    await under().bus.subscribe(pod, box.inbox);
    const arrived = box.next();
    const sent = under().bus.publish(pod, 'to myself');
    expect(box.letters).toEqual([]);
    await sent;
    expect(await arrived).toBe('to myself');
  });

  test('lets an inbox be opened again after it was closed, and refuses a second reader', async () => {
    const pod = podId();
    const close = await under().bus.subscribe(pod, () => {});
    await expect(under().bus.subscribe(pod, () => {})).rejects.toThrow();
    await close();
    await close();
    const box = mailbox();
    await under().bus.subscribe(pod, box.inbox);
    const arrived = box.next();
    await under().other.publish(pod, 'again');
    expect(await arrived).toBe('again');
  });

  test('answers a ping', async () => {
    await expect(under().bus.ping()).resolves.toBeUndefined();
  });
}
