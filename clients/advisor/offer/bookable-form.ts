/** One service as it stands in the inputs: what may be wrong with each field, and the service it means. Pure. */
import type { ServiceOffer } from '@visavis/shared';

export interface ServiceForm {
  id: string | undefined;
  title: string;
  description: string;
  /** Empty: offered in German only. */
  englishTitle: string;
  englishDescription: string;
  mode: ServiceOffer['mode'];
  place: string;
  duration: string;
  every: string;
  before: string;
  after: string;
  /** Hours. */
  notice: string;
  /** Days. */
  horizon: string;
  isOffered: boolean;
}

export type ServiceField = Exclude<keyof ServiceForm, 'id' | 'mode' | 'isOffered'>;
export type ServiceProblem = 'missing' | 'too-long' | 'steps' | 'range' | 'title-first';
export type ServiceProblems = ReadonlyMap<ServiceField, ServiceProblem>;

export const emptyService: ServiceForm = {
  id: undefined,
  title: '',
  description: '',
  englishTitle: '',
  englishDescription: '',
  mode: 'video',
  place: '',
  duration: '30',
  every: '30',
  before: '0',
  after: '0',
  notice: '24',
  horizon: '60',
  isOffered: true,
};

export function serviceForm(service: ServiceOffer): ServiceForm {
  const { de, en } = service.texts;
  return {
    id: service.id,
    title: de.title,
    description: de.description,
    englishTitle: en?.title ?? '',
    englishDescription: en?.description ?? '',
    mode: service.mode,
    place: service.place ?? '',
    duration: String(service.durationMinutes),
    every: String(service.everyMinutes),
    before: String(service.bufferBeforeMinutes),
    after: String(service.bufferAfterMinutes),
    notice: String(service.noticeMinutes / 60),
    horizon: String(service.horizonDays),
    isOffered: service.isOffered !== false,
  };
}

const words = (text: string, most: number, isNeeded: boolean): ServiceProblem | undefined => {
  const length = text.trim().length;
  if (length === 0) return isNeeded ? 'missing' : undefined;
  return length > most ? 'too-long' : undefined;
};

const number = (text: string, least: number, most: number, step: number): ServiceProblem | undefined => {
  const value = Number(text.replace(',', '.'));
  if (text.trim() === '') return 'missing';
  if (!Number.isFinite(value) || value < least || value > most) return 'range';
  return Number.isInteger(value / step) ? undefined : 'steps';
};

/** Everything that is wrong, in the order of the fields on the page. */
export function checkService(form: ServiceForm): ServiceProblems {
  const hasEnglish = form.englishDescription.trim() !== '' && form.englishTitle.trim() === '';
  const found: [ServiceField, ServiceProblem | undefined][] = [
    ['title', words(form.title, 80, true)],
    ['description', words(form.description, 400, false)],
    ['englishTitle', hasEnglish ? 'title-first' : words(form.englishTitle, 80, false)],
    ['englishDescription', words(form.englishDescription, 400, false)],
    ['place', form.mode === 'in-person' ? words(form.place, 200, true) : undefined],
    ['duration', number(form.duration, 5, 240, 5)],
    ['every', number(form.every, 5, 240, 5)],
    ['before', number(form.before, 0, 120, 5)],
    ['after', number(form.after, 0, 120, 5)],
    ['notice', number(form.notice, 0, 24 * 60, 0.25)],
    ['horizon', number(form.horizon, 1, 366, 1)],
  ];
  return new Map(found.filter((one): one is [ServiceField, ServiceProblem] => one[1] !== undefined));
}

const letters: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** A name for links from the title, which no other service has. */
export function newServiceId(title: string, taken: readonly string[]): string {
  const plain = title
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => letters[letter] ?? '')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 34)
    .replace(/-+$/, '');
  const base = plain === '' ? 'angebot' : plain;
  for (let count = 1; ; count++) {
    const id = count === 1 ? base : `${base}-${count}`;
    if (!taken.includes(id)) return id;
  }
}

const minutes = (text: string) => Number(text.replace(',', '.'));
const text = (title: string, description: string) => ({ title: title.trim(), description: oneLine(description) });
const oneLine = (value: string) => value.trim().replace(/\s+/g, ' ');

/** The service that a checked form means. */
export function serviceOf(form: ServiceForm, id: string): ServiceOffer {
  const hasEnglish = form.englishTitle.trim() !== '';
  return {
    id,
    mode: form.mode,
    ...(form.mode === 'in-person' && { place: form.place.trim() }),
    ...(!form.isOffered && { isOffered: false }),
    texts: {
      de: text(form.title, form.description),
      ...(hasEnglish && { en: text(form.englishTitle, form.englishDescription) }),
    },
    durationMinutes: minutes(form.duration),
    everyMinutes: minutes(form.every),
    bufferBeforeMinutes: minutes(form.before),
    bufferAfterMinutes: minutes(form.after),
    noticeMinutes: Math.round(minutes(form.notice) * 60),
    horizonDays: minutes(form.horizon),
  };
}

/** `services` with the one at `at` one place earlier or later. */
export function moved(services: readonly ServiceOffer[], at: number, by: -1 | 1): ServiceOffer[] {
  const list = [...services];
  const [one] = list.splice(at, 1);
  if (one !== undefined) list.splice(at + by, 0, one);
  return list;
}
