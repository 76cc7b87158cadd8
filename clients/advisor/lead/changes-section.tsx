/** Who changed what and when, in the last 90 days. */
import type { HouseChange } from '@visavis/shared';
import { useHouse, useMoments } from '../setting.tsx';
import { Section } from './section.tsx';
import { useLeadTexts } from './texts/index.ts';
import { useLoaded } from './use-loaded.ts';

function Row({ change }: { change: HouseChange }) {
  const { changes: texts, advisors } = useLeadTexts();
  const stamp = useMoments();
  return (
    <li class="stack-tight">
      <p>
        <strong>{texts.line(change.by, texts.areas[change.what])}</strong>{' '}
        <span class="soft">{stamp(Date.parse(change.at))}</span>
      </p>
      <ul>
        {change.changes.map(({ name, before, after }) => (
          <li key={name}>
            {(change.what === 'advisors' && advisors.history(name, before, after)) || texts.detail(name, before, after)}
          </li>
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
