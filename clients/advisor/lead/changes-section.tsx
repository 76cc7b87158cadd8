/** Who changed what and when, in the last 90 days. */
import { HolidayRegion, type HouseChange, regionNames } from '@visavis/shared';
import { useLanguage } from '@visavis/ui';
import * as v from 'valibot';
import { useHouse, useMoments } from '../setting.tsx';
import { Section } from './section.tsx';
import { useLeadTexts } from './texts/index.ts';
import { useLoaded } from './use-loaded.ts';

type Line = HouseChange['changes'][number];

/** A setting is called as on its page, and a state by its name. */
function useSettingLine(): (line: Line) => string {
  const { settings, changes: texts } = useLeadTexts();
  const language = useLanguage();
  const { fields, languages, origins, holidays } = settings;
  const labels: Record<string, string> = { ...fields, languages, holidays, embedOrigins: origins };
  const shown = (value: string | null) => (v.is(HolidayRegion, value) ? regionNames[value][language] : value);
  return ({ name, before, after }) =>
    name === 'holidays'
      ? texts.detail(holidays, shown(before), shown(after))
      : texts.detail(labels[name] ?? name, before, after);
}

function Row({ change }: { change: HouseChange }) {
  const { changes: texts, advisors } = useLeadTexts();
  const stamp = useMoments();
  const settingLine = useSettingLine();
  const lineOf = (line: Line) => {
    const { name, before, after } = line;
    if (change.what === 'settings') return settingLine(line);
    return (change.what === 'advisors' && advisors.history(name, before, after)) || texts.detail(name, before, after);
  };
  return (
    <li class="stack-tight">
      <p>
        <strong>{texts.line(change.by, texts.areas[change.what])}</strong>{' '}
        <span class="soft">{stamp(Date.parse(change.at))}</span>
      </p>
      <ul>
        {change.changes.map((line) => (
          <li key={line.name}>{lineOf(line)}</li>
        ))}
      </ul>
    </li>
  );
}

export function ChangesSection() {
  const { changes: texts } = useLeadTexts();
  const { parts } = useHouse();
  const loaded = useLoaded(parts.lead.changes);
  return (
    <Section title={texts.title} hint={texts.hint} loaded={loaded}>
      {({ changes }) =>
        changes.length === 0 ? (
          <p>{texts.none}</p>
        ) : (
          <ol class="plain-list stack">
            {changes.map((change) => (
              <Row key={change.at} change={change} />
            ))}
          </ol>
        )
      }
    </Section>
  );
}
