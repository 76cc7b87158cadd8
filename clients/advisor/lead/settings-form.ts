/** The organisation's settings as they stand in the inputs: what may be wrong with each, and what they mean. An empty input is as the installation has it. Pure. */
import {
  type HolidayRegion,
  holidayRegions,
  type Language,
  type OwnSettings,
  type SettingsView,
} from '@visavis/shared';

export interface SettingsForm {
  name: string;
  phone: string;
  mailPhone: string;
  /** In their order, between commas; empty: as the installation has them. */
  languages: string;
  retentionDays: string;
  reminders: 'installation' | 'none' | 'own';
  /** Hours between commas. */
  remindHours: string;
  embedOrigins: readonly string[];
  /** Empty: as the installation has it. */
  holidays: HolidayRegion | '';
}

export type SettingsField = 'name' | 'phone' | 'mailPhone' | 'retentionDays' | 'remindHours';
export type SettingsProblem = 'too-long' | 'phone' | 'days' | 'hours';

export function settingsForm({ own, installation }: SettingsView): SettingsForm {
  const { remindHours } = own;
  return {
    name: own.name ?? '',
    phone: own.phone ?? '',
    mailPhone: own.mailPhone ?? '',
    languages: own.languages?.join(',') ?? '',
    retentionDays: own.retentionDays === undefined ? '' : String(own.retentionDays),
    reminders: remindHours === undefined ? 'installation' : remindHours.length === 0 ? 'none' : 'own',
    remindHours: (remindHours ?? installation.remindHours).join(', '),
    embedOrigins: own.embedOrigins ?? installation.embedOrigins,
    holidays: own.holidays ?? '',
  };
}

const hoursOf = (text: string): number[] =>
  text
    .split(/[,;\s]+/)
    .filter((part) => part !== '')
    .map(Number);

const areHours = (hours: readonly number[]): boolean =>
  hours.length > 0 &&
  hours.length <= 5 &&
  new Set(hours).size === hours.length &&
  hours.every((one) => Number.isInteger(one) && one >= 1 && one <= 168);

const isPhone = (text: string): boolean => text === '' || /^\+?[0-9][0-9 ()/.-]{4,30}$/.test(text);

/** Everything that is wrong, in the order of the inputs. `mostDays` is the installation's own term. */
export function checkSettings(form: SettingsForm, mostDays: number): ReadonlyMap<SettingsField, SettingsProblem> {
  const days = Number(form.retentionDays.trim());
  const found: [SettingsField, SettingsProblem | undefined][] = [
    ['name', form.name.trim().length > 80 ? 'too-long' : undefined],
    ['phone', isPhone(form.phone.trim()) ? undefined : 'phone'],
    ['mailPhone', isPhone(form.mailPhone.trim()) ? undefined : 'phone'],
    [
      'retentionDays',
      form.retentionDays.trim() === '' || (Number.isInteger(days) && days >= 1 && days <= mostDays)
        ? undefined
        : 'days',
    ],
    ['remindHours', form.reminders !== 'own' || areHours(hoursOf(form.remindHours)) ? undefined : 'hours'],
  ];
  return new Map(found.filter((one): one is [SettingsField, SettingsProblem] => one[1] !== undefined));
}

const isLanguage = (text: string): text is Language => text === 'de' || text === 'en';

/** What a checked form means. */
export function ownSettings(form: SettingsForm, { installation }: SettingsView): OwnSettings {
  const { name, phone, mailPhone, retentionDays, reminders } = form;
  const languages = form.languages.split(',').filter(isLanguage);
  const hasAllOrigins = installation.embedOrigins.every((one) => form.embedOrigins.includes(one));
  return {
    ...(name.trim() !== '' && { name: name.trim() }),
    ...(phone.trim() !== '' && { phone: phone.trim() }),
    ...(mailPhone.trim() !== '' && { mailPhone: mailPhone.trim() }),
    ...(languages.length > 0 && { languages }),
    ...(retentionDays.trim() !== '' && { retentionDays: Number(retentionDays) }),
    ...(reminders !== 'installation' && { remindHours: reminders === 'none' ? [] : hoursOf(form.remindHours) }),
    ...(!hasAllOrigins && { embedOrigins: [...form.embedOrigins] }),
    ...(form.holidays !== '' && { holidays: form.holidays }),
  };
}

/** Every order of every choice of the installation's languages, as {@link SettingsForm.languages}. */
export const languageChoices = (languages: readonly Language[]): string[] =>
  languages.includes('de') && languages.includes('en') ? ['de,en', 'en,de', 'de', 'en'] : [...languages];

/** What stands in the list of states, in its order after "as installed": the 16, those that all share, and none. */
export const holidayChoices: readonly HolidayRegion[] = [
  ...holidayRegions.filter((one) => one.startsWith('DE-')),
  'DE',
  'none',
];
