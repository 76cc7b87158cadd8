/** The waiting page: its frame, its language, and the one view that fits where the person stands. */
import { applyAccent, Frame, type Language, LanguageContext, pickLanguage, useUiTexts, useView } from '@visavis/ui';
import { useEffect, useState } from 'preact/hooks';
import { useLater } from '../later.ts';
import { QueuePage } from './views/queue.tsx';
import { TakenPage } from './views/taken.tsx';
import type { Waiting } from './waiting.ts';

export interface AppProps {
  waiting: Pick<Waiting, 'view' | 'subscribe' | 'look' | 'decide'>;
  /** What was chosen on this device before, and how to remember a new choice. */
  language: { chosen: string | undefined; remember(language: Language): void; browser: readonly string[] };
  /** Leaves the page for the conversation. */
  goTo(url: string): void;
}

/** The whole page. */
export function App(props: AppProps) {
  const { organisation, walkIn } = useView(props.waiting);
  const [chosen, choose] = useState(props.language.chosen);
  const language = pickLanguage(chosen, walkIn?.language, props.language.browser);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => applyAccent(organisation?.accent), [organisation?.accent]);
  const onLanguage = (next: Language) => {
    props.language.remember(next);
    choose(next);
  };
  return (
    <LanguageContext.Provider value={language}>
      <Frame organisation={organisation} onLanguage={onLanguage} guest narrow>
        <Place {...props} />
      </Frame>
    </LanguageContext.Provider>
  );
}

const loadOther = () => import('./views/other.tsx');

/** Where most people are comes first; the rest when it is needed. */
function Place({ waiting, goTo }: AppProps) {
  const view = useView(waiting);
  const { words } = useUiTexts();
  const { walkIn, refused } = view;
  const [isCalling, setCalling] = useState(false);
  const isOther =
    refused !== undefined || (walkIn !== undefined && walkIn.phase !== 'waiting' && walkIn.phase !== 'taken');
  const other = useLater(isOther || isCalling, loadOther);
  const loading = <p class="loading">{words.loading}</p>;
  if (walkIn?.phase === 'taken') return <TakenPage joinLink={walkIn.joinLink} goTo={goTo} />;
  if (refused) return other ? <other.RefusedPage refused={refused} phone={view.organisation?.phone} /> : loading;
  if (walkIn === undefined) return loading;
  if (walkIn.phase === 'waiting' && !isCalling)
    return <QueuePage view={view} walkIn={walkIn} waiting={waiting} onCall={() => setCalling(true)} />;
  if (!other) return loading;
  if (walkIn.phase === 'waiting')
    return <other.CallMePage view={view} waiting={waiting} onBack={() => setCalling(false)} />;
  if (walkIn.phase === 'call-me') return <other.AskedPage view={view} walkIn={walkIn} waiting={waiting} />;
  return <other.EndedPage phase={walkIn.phase} phone={view.organisation?.phone} />;
}
