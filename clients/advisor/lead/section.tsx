/** A section of the lead's page: its heading, what is loaded for it, and what to do when that failed. */
import { Button, useUiTexts } from '@visavis/ui';
import type { ComponentChildren } from 'preact';
import { FailureNotice } from '../failure.tsx';
import { useLeadTexts } from './texts/index.ts';
import type { Loaded } from './use-loaded.ts';

export function Section<T>(props: {
  title: string;
  hint: string;
  loaded: Loaded<T>;
  children: (value: T) => ComponentChildren;
}) {
  const { failed } = useLeadTexts();
  const { words } = useUiTexts();
  const { value, failure, load } = props.loaded;
  return (
    <section class="card stack">
      <h2>{props.title}</h2>
      <p class="soft">{props.hint}</p>
      {failure && (
        <FailureNotice what={failed} error={failure}>
          <Button icon="refresh-cw" small onClick={load}>
            {words.tryAgain}
          </Button>
        </FailureNotice>
      )}
      {value === undefined && !failure && <p role="status">{words.loading}</p>}
      {value !== undefined && props.children(value)}
    </section>
  );
}
