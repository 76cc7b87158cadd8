/** Whose public holidays the organisation keeps: one of the German states, the days of all of them, or none. */
import { HolidayRegion, regionNames, type SettingsView } from '@visavis/shared';
import { SelectField, useLanguage } from '@visavis/ui';
import * as v from 'valibot';
import { holidayChoices, type SettingsForm } from './settings-form.ts';
import { useLeadTexts } from './texts/index.ts';

export function HolidayChoice(props: {
  view: SettingsView;
  form: SettingsForm;
  change: (part: Pick<SettingsForm, 'holidays'>) => void;
}) {
  const { settings: texts } = useLeadTexts();
  const language = useLanguage();
  const installed = regionNames[props.view.installation.holidays][language];
  return (
    <SelectField
      id="settings-holidays"
      label={texts.holidays}
      hint={texts.holidaysHint}
      value={props.form.holidays}
      options={[
        { value: '', label: `${texts.asInstalled}: ${installed}` },
        ...holidayChoices.map((value) => ({ value, label: regionNames[value][language] })),
      ]}
      onValue={(value) => props.change({ holidays: v.is(HolidayRegion, value) ? value : '' })}
    />
  );
}
