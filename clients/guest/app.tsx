/** The guest page: its frame, its language, and the one view that fits where the person stands. */
import type { Media } from '@visavis/call';
import { applyAccent, type Browser, Frame, type Language, LanguageContext, pickLanguage, useView } from '@visavis/ui';
import { useEffect, useState } from 'preact/hooks';
import type { Guest } from './guest.ts';
import type { Place } from './journey-types.ts';
import { useLater } from './later.ts';
import { ArrivePage } from './views/arrive.tsx';
import type { PageProps } from './views/page-props.ts';
import { PermissionPage } from './views/permission.tsx';
import { Loading, UnreachablePage } from './views/waiting-for-answer.tsx';

export interface AppProps {
  guest: Pick<Guest, 'view' | 'subscribe' | 'send'>;
  browser: Browser;
  /** What was chosen on this device before, and how to remember a new choice. */
  language: { chosen: string | undefined; remember(language: Language): void; browser: readonly string[] };
}

/** The whole page. */
export function App(props: AppProps) {
  const { facts } = useView(props.guest).journey;
  const [chosen, choose] = useState(props.language.chosen);
  const language = pickLanguage(chosen, facts.answer?.language, props.language.browser);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => applyAccent(facts.organisation?.accent), [facts.organisation?.accent]);
  const onLanguage = (next: Language) => {
    props.language.remember(next);
    choose(next);
  };
  return (
    <LanguageContext.Provider value={language}>
      <Page {...props} onLanguage={onLanguage} />
    </LanguageContext.Provider>
  );
}

const loadBrowsers = () => import('./views/browsers.tsx');
const loadBefore = () => import('./views/before.tsx');
const loadRoom = () => import('./room.tsx');
const shut: Place['phase'][] = ['early', 'over', 'cancelled', 'unknown'];
const nearRoom: Place['phase'][] = ['permission', 'check', 'room', 'end', 'refused'];

/** One step, in the frame; a running conversation takes the whole page. */
function Page(props: AppProps & { onLanguage: (language: Language) => void }) {
  const { guest, browser, onLanguage } = props;
  const view = useView(guest);
  const { facts, at } = view.journey;
  const page: PageProps = { facts, browser, send: (event) => guest.send(event) };
  const room = useLater(nearRoom.includes(at.phase), loadRoom);
  const frame = { organisation: facts.organisation, onLanguage, guest: true };
  if (room && nearRoom.includes(at.phase) && at.phase !== 'permission') {
    return <room.Room {...page} at={at} media={view.media} call={view.call} frame={frame} />;
  }
  return (
    <Frame {...frame} narrow={at.phase !== 'permission'}>
      <Door {...page} at={at} media={view.media} />
    </Frame>
  );
}

/** Everything up to the permission; what only few people see comes when they do. */
function Door(props: PageProps & { at: Place; media: Media | undefined }) {
  const { at } = props;
  const browsers = useLater(at.phase === 'in-app' || at.phase === 'unsupported', loadBrowsers);
  const before = useLater(shut.includes(at.phase), loadBefore);
  switch (at.phase) {
    case 'in-app':
      return browsers ? <browsers.InAppPage {...props} /> : <Loading />;
    case 'unsupported':
      return browsers ? <browsers.UnsupportedPage {...props} /> : <Loading />;
    case 'unreachable':
      return <UnreachablePage {...props} />;
    case 'early':
      return before ? <before.EarlyPage {...props} at={at} /> : <Loading />;
    case 'over':
    case 'cancelled':
      return before ? <before.ClosedPage {...props} phase={at.phase} /> : <Loading />;
    case 'unknown':
      return before ? <before.UnknownPage {...props} at={at} /> : <Loading />;
    case 'arrive':
      return <ArrivePage {...props} at={at} />;
    case 'permission':
      return <PermissionPage {...props} at={at} />;
    default:
      return <Loading />;
  }
}
