/** What the statistics give out of conversations: further ones by the interface, for no number under five is ever told, and the day after. */
import { Admission, HandedOver, Statistics, TakenWalkIn, WalkIn } from '@visavis/shared';
import * as v from 'valibot';
import { openPglite } from '../../../services/appointments/database-pglite.ts';
import { createSecrets, loadOrCreateSecrets } from '../../../services/appointments/secrets.ts';
import { consent, day, newIncarnation, sendAsAdvisor } from '../../support/appointment-samples.ts';
import { startAppointments, testClock } from '../../support/appointments-app.ts';
import type { TestPortal } from '../../support/portal.ts';
import type { System } from './system.ts';

/** Somebody from the portal, as the pages of both sides do it: taken, let in, a talk in which was written, and a good end. */
export async function talkByInterface(house: System, portal: TestPortal): Promise<void> {
  const ask = async (as: 'guest' | 'advisor', path: string, body?: unknown): Promise<unknown> => {
    const answer = await (as === 'advisor'
      ? house.ask('POST', `/api/v1/${path}`, body)
      : fetch(`${house.url}/api/v1/${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }));
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  const { walkIn, url } = v.parse(HandedOver, await ask('guest', 'handover', { token: await portal.sign(Date.now()) }));
  const taken = v.parse(TakenWalkIn, await ask('advisor', 'walk-ins/next'));
  const appointment = taken.appointment.id;
  const secret = url.split('.').at(-1);
  const { joinLink } = v.parse(WalkIn, await ask('guest', 'walk-in', { walkIn, secret }));
  const door = { appointment, code: joinLink?.split('.').at(-1), consent, incarnation: newIncarnation() };
  const { device } = v.parse(Admission, await ask('guest', 'admission', door));
  const talk = { result: 'talked', minutes: 1, features: ['text'] };
  await ask('advisor', `appointments/${appointment}/talk`, talk);
  await ask('guest', 'feedback', { appointment, device, feedback: 'good' });
  await ask('advisor', `walk-ins/${taken.person.id}/end`, { as: 'over' });
}

/** Ends the process, and asks the same service on the same data for its statistics when a day has passed. */
export async function statisticsOfTomorrow({ process }: System): Promise<Statistics> {
  await process.stop();
  const database = await openPglite(process.dataDir);
  const clock = testClock();
  clock.jump(Date.now() + day - clock.now());
  const secrets = createSecrets(loadOrCreateSecrets(process.dataDir));
  const service = await startAppointments(database, { clock, secrets });
  try {
    await service.appointments.settled();
    return v.parse(Statistics, (await sendAsAdvisor(service, 'GET', '/api/v1/statistics')).body);
  } finally {
    await service.close();
    await database.close();
  }
}
