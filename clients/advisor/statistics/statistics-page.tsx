/** The statistics of the organisation, for who leads or operates: a span, a service, and what was counted. A chunk of its own. */
import './statistics.css';
import { csvOf, type Statistics } from '@visavis/shared';
import { type ApiError, Button, Field, StepHeading, useLanguage, useUiTexts } from '@visavis/ui';
import { download } from '@visavis/ui/call/tools/download.ts';
import { useEffect, useState } from 'preact/hooks';
import { asApiError, FailureNotice } from '../failure.tsx';
import { type FigureProps, StatisticsFigure } from './figure.tsx';
import { type Span, type SpanKind, spanKinds, spanOf, stepsOf } from './spans.ts';
import type { StatisticsApi } from './statistics-api.ts';
import { type Amount, amountsOf, ofService, outcomesOf, setupsOf, sumOf } from './sums.ts';
import { type StatisticsTexts, useStatisticsTexts } from './texts/index.ts';

export interface StatisticsPageProps {
  api: Pick<StatisticsApi, 'read'>;
  /** The day on the organisation's calendar. */
  today: string;
}

function useStatistics(api: StatisticsPageProps['api'], { from, to }: Span) {
  const [loaded, setLoaded] = useState<Statistics | undefined>(undefined);
  const [failure, setFailure] = useState<ApiError | undefined>(undefined);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isGone = false;
    setFailure(undefined);
    api.read({ from, to }).then(
      (answer) => !isGone && setLoaded(answer),
      (error) => !isGone && setFailure(asApiError(error)),
    );
    return () => {
      isGone = true;
    };
  }, [api, from, to, tries]);
  const isFresh = loaded?.from === from && loaded.to === to;
  return { statistics: isFresh ? loaded : undefined, failure, again: () => setTries(tries + 1) };
}

/** What there is to see of a span, in the order of the page. */
function figuresOf(
  { bundles }: Statistics,
  service: string | undefined,
  steps: readonly Span[],
  texts: StatisticsTexts,
): (FigureProps & { id: string })[] {
  const chosen = ofService(bundles, service);
  const named = (words: Readonly<Record<string, string>>, amounts: readonly Amount[]) =>
    amounts.map((amount) => ({ ...amount, label: words[amount.name] ?? amount.name }));
  const course = steps.map((step) => ({
    name: step.from,
    label: texts.step(step),
    count: sumOf(chosen, 'held', undefined, step),
  }));
  const { titles, notes, words } = texts;
  return [
    { id: 'outcomes', kind: 'bars', title: titles.outcomes, rows: named(words.outcomes, outcomesOf(chosen)) },
    { id: 'course', kind: 'line', title: titles.course, rows: course },
    { id: 'held', kind: 'bars', title: titles.held, rows: named(words.held, amountsOf(chosen, 'held')) },
    {
      id: 'duration',
      kind: 'bars',
      title: titles.duration,
      rows: named(words.duration, amountsOf(chosen, 'duration')),
    },
    {
      ...{ id: 'waiting', kind: 'bars', title: titles.waiting, note: notes.waiting },
      rows: named(words.waiting, amountsOf(chosen, 'waiting')),
    },
    { id: 'setups', kind: 'bars', title: titles.setups, rows: named(words.setups, setupsOf(chosen)) },
    {
      ...{ id: 'features', kind: 'bars', title: titles.features, note: notes.features },
      rows: named(words.features, amountsOf(chosen, 'features')),
    },
    {
      id: 'feedback',
      kind: 'bars',
      title: titles.feedback,
      rows: named(words.feedback, amountsOf(chosen, 'feedback')),
    },
  ];
}

/** The table that is on the page, as a file. */
function save(figures: readonly FigureProps[], { from, to }: Span, texts: StatisticsTexts): void {
  const rows = figures.flatMap(({ title, rows }) => rows.map(({ label, count }) => [title, label, count]));
  const csv = csvOf([[texts.figure, texts.what, texts.count], ...rows]);
  download(new Blob([csv], { type: 'text/csv;charset=utf-8' }), `${texts.file}-${from}-${to}.csv`);
}

interface ChoiceProps {
  kind: SpanKind;
  onKind: (kind: SpanKind) => void;
  onMove: (by: number) => void;
  services: Statistics['services'];
  service: string | undefined;
  onService: (service: string | undefined) => void;
}

function Choice(props: ChoiceProps) {
  const texts = useStatisticsTexts();
  const language = useLanguage();
  const { service = 'all' } = props;
  return (
    <div class="chart-choice">
      <Field id="statistics-span" label={texts.span}>
        <select
          id="statistics-span"
          class="input"
          value={props.kind}
          onChange={({ currentTarget }) =>
            props.onKind(spanKinds.find((kind) => kind === currentTarget.value) ?? 'month')
          }
        >
          {spanKinds.map((kind) => (
            <option key={kind} value={kind}>
              {texts.kinds[kind]}
            </option>
          ))}
        </select>
      </Field>
      <Field id="statistics-service" label={texts.service}>
        <select
          id="statistics-service"
          class="input"
          value={service}
          onChange={({ currentTarget: { value } }) => props.onService(value === 'all' ? undefined : value)}
        >
          <option value="all">{texts.allServices}</option>
          <option value="">{texts.noService}</option>
          {props.services.map((one) => (
            <option key={one.id} value={one.id}>
              {one[language]}
            </option>
          ))}
        </select>
      </Field>
      <nav class="row" aria-label={texts.span}>
        <Button icon="chevron-left" small onClick={() => props.onMove(-1)}>
          {texts.earlier}
        </Button>
        <Button icon="chevron-right" small onClick={() => props.onMove(1)}>
          {texts.later}
        </Button>
      </nav>
    </div>
  );
}

/** Services of bundles that are not on offer any more keep a name: their own. */
function servicesOf({ services, bundles }: Statistics): Statistics['services'] {
  const known = new Set(['', ...services.map(({ id }) => id)]);
  const gone = [...new Set(bundles.map(({ service }) => service))].filter((id) => !known.has(id));
  return [...services, ...gone.map((id) => ({ id, de: id, en: id }))];
}

export function StatisticsPage({ api, today }: StatisticsPageProps) {
  const texts = useStatisticsTexts();
  const { words } = useUiTexts();
  const [kind, setKind] = useState<SpanKind>('month');
  const [by, setBy] = useState(0);
  const [service, setService] = useState<string | undefined>(undefined);
  const span = spanOf(kind, today, by);
  const { statistics, failure, again } = useStatistics(api, span);
  // Days that are not closed yet are no days without conversations.
  const steps = stepsOf(kind, span).filter(({ from }) => from <= (statistics?.until ?? ''));
  const figures = statistics ? figuresOf(statistics, service, steps, texts) : [];
  const onKind = (chosen: SpanKind) => {
    setKind(chosen);
    setBy(0);
  };
  const services = statistics ? servicesOf(statistics) : [];
  return (
    <div class="stack-loose">
      <StepHeading title={texts.title} />
      <p>{texts.intro}</p>
      <Choice {...{ kind, onKind, services, service }} onService={setService} onMove={(more) => setBy(by + more)} />
      <p role="status">
        <strong>{texts.step(span)}</strong>
      </p>
      {failure && (
        <FailureNotice what={texts.failed} error={failure}>
          <Button icon="refresh-cw" small onClick={again}>
            {words.tryAgain}
          </Button>
        </FailureNotice>
      )}
      {!statistics && !failure && <p role="status">{words.loading}</p>}
      <div class="chart-grid">
        {figures.map(({ id, ...figure }) => (
          <StatisticsFigure key={id} {...figure} />
        ))}
      </div>
      {statistics && (
        <div>
          <Button icon="download" onClick={() => save(figures, span, texts)}>
            {texts.save}
          </Button>
        </div>
      )}
    </div>
  );
}
