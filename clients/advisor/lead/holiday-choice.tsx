/** Whose public holidays the organisation keeps: one of the German states, the days of all of them, or none. */
import { HolidayRegion, regionNames, type SettingsView } from '@visavis/shared';
import { SelectField, useLanguage } from '@visavis/ui';
import * as v from 'valibot';
import { holidayChoices, type SettingsForm } from './settings-form.ts';
import { useLeadTexts } from './texts/index.ts';

export function HolidayChoice(props: {
  installed: SettingsView['installation']['holidays'];
  value: SettingsForm['holidays'];
  onValue: (value: SettingsForm['holidays']) => void;
}) {
  const { settings: texts } = useLeadTexts();
  const language = useLanguage();
  return (
    <SelectField
      id="settings-holidays"
      label={texts.holidays}
      hint={texts.holidaysHint}
      value={props.value}
      options={[
        { value: '', label: `${texts.asInstalled}: ${regionNames[props.installed][language]}` },
        ...holidayChoices.map((value) => ({ value, label: regionNames[value][language] })),
      ]}
      onValue={(value) => props.onValue(v.is(HolidayRegion, value) ? value : '')}
    />
  );
}
