/** How they meet: by video, or in person at a place that the advisor names. */
import { TextField } from '@visavis/ui';
import type { FieldsProps } from './form-fields.tsx';
import { problemOf } from './form-flow.ts';
import { fieldId, useProblemWords } from './form-parts.tsx';
import { PickRow } from './invitation-fields.tsx';
import { useTexts } from './texts/index.ts';

export function MeetingFields({ values, problems, change }: Omit<FieldsProps, 'setting'>) {
  const { form } = useTexts();
  const words = useProblemWords();
  return (
    <>
      <PickRow
        name="mode"
        label={form.mode}
        value={values.mode}
        options={[
          { value: 'video' as const, label: form.modes.video },
          { value: 'in-person' as const, label: form.modes['in-person'] },
        ]}
        onValue={(mode) => change({ mode })}
      />
      {values.mode === 'in-person' && (
        <TextField
          id={fieldId('place')}
          label={form.fields.place}
          hint={form.placeHint}
          value={values.place}
          error={words(problemOf(problems, 'place'))}
          onValue={(place) => change({ place })}
          input={{ autocomplete: 'street-address', maxLength: 400, required: true }}
        />
      )}
    </>
  );
}
