/** An offer, and requests for it, that tests of booking have in common. */
import type { AdvisorHours, ServiceOffer } from '@visavis/shared';
import { sendAsAdvisor } from './appointment-samples.ts';
import type { TestApp } from './appointments-app.ts';

export const serviceOffer: ServiceOffer = {
  id: 'beratung',
  mode: 'video',
  texts: { de: { title: 'Beratung', description: 'Ein Gespräch per Video.' } },
  durationMinutes: 30,
  everyMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  noticeMinutes: 60,
  horizonDays: 120,
};

/** Six slots of half an hour on each working day. */
export const weekdays: AdvisorHours = {
  weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '12:00' })),
  exceptions: [],
  services: null,
};

/** Writes services, and the hours of the program's advisor. */
export async function setOffer(
  test: TestApp,
  { services = [serviceOffer], hours = weekdays }: { services?: ServiceOffer[]; hours?: AdvisorHours } = {},
): Promise<void> {
  for (const [url, body] of [
    ['/api/v1/offer', { services }],
    ['/api/v1/offer/hours', hours],
  ] as const) {
    const answer = await sendAsAdvisor(test, 'PUT', url, body);
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}: ${answer.text}`);
  }
}
