/** A missing device never shuts anybody out: without camera, without microphone, without both, and with everything refused. */
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { openDay, startTalking } from './support/advisor.ts';
import { chromiumPath, deniedDevices, fakeMicrophoneOnly, noDevices, quietArguments } from './support/browsers.ts';
import { expectFaceToFace, expectMovingPicture, expectSound, watchPeers } from './support/evidence.ts';
import { click, type Guest, guestOn, heading, passDoor } from './support/guest.ts';
import { inspect } from './support/screenshots.ts';
import type { System } from './support/system.ts';
import { expect, test } from './support/test.ts';

/** A machine whose browser finds no microphone, whatever is asked for. */
async function hideMicrophone(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const devices = navigator.mediaDevices;
    const ask = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (wish) => {
      if (wish?.audio) throw new DOMException('no microphone', 'NotFoundError');
      return ask(wish);
    };
    const list = devices.enumerateDevices.bind(devices);
    devices.enumerateDevices = async () => (await list()).filter(({ kind }) => kind !== 'audioinput');
  });
}

interface Machine {
  title: string;
  flags: string[] | undefined;
  prepare?: (context: BrowserContext) => Promise<void>;
  wayOn: (guest: Guest) => string;
  /** What the advisor gets of the guest. */
  proof: (advisor: Page) => Promise<void>;
}

const machines: Machine[] = [
  {
    title: 'without a camera',
    flags: [...quietArguments, ...fakeMicrophoneOnly],
    wayOn: ({ words }) => words.permission.withoutCamera,
    proof: expectSound,
  },
  {
    title: 'without a microphone',
    flags: undefined,
    prepare: hideMicrophone,
    wayOn: ({ words }) => words.permission.withoutMicrophone,
    proof: expectMovingPicture,
  },
  {
    title: 'without camera and microphone',
    flags: [...quietArguments, ...noDevices],
    wayOn: ({ words }) => words.permission.nothing,
    proof: async () => {},
  },
  {
    title: 'with both refused',
    flags: [...quietArguments, ...deniedDevices],
    wayOn: ({ words }) => words.permission.nothing,
    proof: async () => {},
  },
];

async function talk(guest: Guest, system: System, context: BrowserContext, name: string, machine: Machine) {
  await passDoor(guest);
  await click(guest.page, guest.words.permission.submit);
  await inspect(guest.page, `devices-${machine.title.replaceAll(' ', '-')}`);
  await click(guest.page, machine.wayOn(guest));
  const { skip } = guest.words.check;
  const waiting = guest.page.getByText(guest.words.waiting.nothingToDo);
  await expect(guest.page.getByRole('button', { name: skip }).or(waiting)).toBeVisible();
  if (!(await waiting.isVisible())) await click(guest.page, skip);
  await expect(waiting).toBeVisible();
  const advisor = await openDay(context, system);
  await startTalking(advisor, name);
  await click(guest.page, guest.words.waiting.start);
  await expectMovingPicture(guest.page);
  await expectSound(guest.page);
  await machine.proof(advisor.page);
}

for (const machine of machines) {
  test(`leads a guest ${machine.title} into the conversation`, async ({ person, system, playwright, browser }) => {
    test.setTimeout(300_000);
    const name = `Gesa Gerät Sonnenschein ${machine.title}`;
    const { joinLink } = await system.create({ guest: { name, email: 'gesa@example.org' } });
    const own: Browser | undefined =
      machine.flags && (await playwright.chromium.launch({ executablePath: chromiumPath, args: machine.flags }));
    const context = await (own ?? browser).newContext({ locale: 'de-DE' });
    try {
      await watchPeers(context);
      await machine.prepare?.(context);
      const guest = guestOn(await context.newPage());
      await guest.page.goto(joinLink);
      await heading(guest, guest.words.arrive.title('Kundenberatung'));
      await talk(guest, system, await person(), name, machine);
    } finally {
      await context.close();
      await own?.close();
    }
  });
}

test('changes what the other side gets when camera and microphone go off and on', async ({ person, system }) => {
  test.setTimeout(300_000);
  const name = 'Malte Mikro Sonnenschein';
  const { joinLink } = await system.create({ guest: { name, email: 'malte@example.org' } });
  const guest = guestOn(await (await person()).newPage());
  await guest.page.goto(joinLink);
  await passDoor(guest);
  await click(guest.page, guest.words.permission.submit);
  await click(guest.page, guest.words.check.skip);
  const advisor = await openDay(await person(), system);
  await startTalking(advisor, name);
  await click(guest.page, guest.words.waiting.start);
  await expectFaceToFace(guest.page, advisor.page);
  const { call } = guest.words;
  const key = (word: string) => guest.page.getByRole('button', { name: word }).first();
  await key(call.camera).click();
  await expect(advisor.page.getByText(call.peerCameraOff(name))).toBeVisible();
  await key(call.microphone).click();
  await expect(advisor.page.getByText(call.peerMicrophoneOff(name))).toBeVisible();
  await inspect(advisor.page, 'call-peer-all-off');
  await key(call.camera).click();
  await expect(advisor.page.getByText(call.peerCameraOff(name))).toBeHidden();
  await expectMovingPicture(advisor.page);
});
