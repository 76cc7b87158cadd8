/** What the organisation has set itself, over what the installation is set to: the environment is the default, and bounds what may be set. Pure. */
import type { HouseTexts, Language, OwnSettings, SettingsView } from '@visavis/shared';
import type { InvitationSettings } from '../invitations/facts.ts';
import type { AppointmentsSettings } from '../settings.ts';

/** Those of `own` that the installation allows, in the order of `own`; all of the installation's when nothing is left. */
function among<T>(own: readonly T[] | undefined, all: readonly T[]): T[] {
  const left = own?.filter((one) => all.includes(one));
  return left === undefined || left.length === 0 ? [...all] : left;
}

/** The part of the settings that an organisation may set, as the installation has it. */
export const installationOf = (base: AppointmentsSettings): SettingsView['installation'] => ({
  name: base.organisation.name,
  phone: base.organisation.phone,
  languages: [...base.organisation.languages],
  retentionDays: base.retentionDays,
  remindHours: [...base.remindHoursBefore],
  embedOrigins: [...base.embedOrigins],
  holidays: base.holidays,
});

/** Names of settings that go beyond the installation: a longer retention, a language or a site that it does not have. */
export function beyondInstallation(base: AppointmentsSettings, own: OwnSettings): (keyof OwnSettings)[] {
  const isBeyond: Partial<Record<keyof OwnSettings, boolean>> = {
    retentionDays: (own.retentionDays ?? 0) > base.retentionDays,
    languages: (own.languages ?? []).some((one) => !base.organisation.languages.includes(one)),
    embedOrigins: (own.embedOrigins ?? []).some((one) => !base.embedOrigins.includes(one)),
  };
  return (['retentionDays', 'languages', 'embedOrigins'] as const).filter((name) => isBeyond[name]);
}

/**
 * The settings that hold. Bounds are kept here too: an installation may have become stricter since something was set.
 * `consentVersion` is the one in force.
 */
export function settingsWith(
  base: AppointmentsSettings,
  own: OwnSettings,
  consentVersion: string,
): AppointmentsSettings {
  const { organisation } = base;
  const languages: Language[] = among(own.languages, organisation.languages);
  return {
    ...base,
    organisation: {
      ...organisation,
      name: own.name ?? organisation.name,
      phone: own.phone ?? organisation.phone,
      languages,
    },
    retentionDays: Math.min(own.retentionDays ?? base.retentionDays, base.retentionDays),
    remindHoursBefore: own.remindHours ?? base.remindHoursBefore,
    // None is a choice here: nobody may frame the page then.
    embedOrigins: own.embedOrigins?.filter((one) => base.embedOrigins.includes(one)) ?? base.embedOrigins,
    holidays: own.holidays ?? base.holidays,
    consentVersion,
  };
}

/** The facts of mails that hold: name, the number they tell, and the welcome. */
export function invitationsWith(base: InvitationSettings, own: OwnSettings, texts: HouseTexts): InvitationSettings {
  const name = own.name ?? base.organisation.name;
  const phone = own.mailPhone ?? own.phone ?? base.organisation.phone;
  return { ...base, organisation: { name, phone }, from: { ...base.from, name }, welcome: texts.welcome };
}
