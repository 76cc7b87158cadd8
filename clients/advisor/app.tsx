/** The advisor's page as a whole: the language, who is signed in, and either the way in or the day. */
import {
  type ApiError,
  applyAccent,
  Button,
  Frame,
  type Language,
  LanguageContext,
  Problem,
  pickLanguage,
  StepHeading,
  useUiTexts,
} from '@visavis/ui';
import { useEffect, useState } from 'preact/hooks';
import { Desk } from './desk-page.tsx';
import { asApiError } from './failure.tsx';
import { recall, remember } from './memory.ts';
import { NoDesk } from './no-desk.tsx';
import type { Parts } from './parts.ts';
import {
  type ProviderFailure,
  type SessionEffect,
  type SessionEvent,
  type SessionState,
  startSession,
  stepSession,
} from './session.ts';
import { SignInPage } from './sign-in-page.tsx';
import { useTexts } from './texts/index.ts';

export interface AppProps {
  parts: Parts;
  /** From the address, taken out of it by `main.tsx`. */
  token: string | undefined;
  /** From the address as well: what the provider's way in came to. */
  failure?: ProviderFailure | undefined;
  browserLanguages: readonly string[];
}

/** Runs the session's machine against the service. */
function useSession(parts: Parts, token: string | undefined): [SessionState, (event: SessionEvent) => void] {
  const [state, setState] = useState<SessionState>(() => startSession(token).state);
  const [machine] = useState(() => {
    let current = startSession(token).state;
    const run = async (effect: SessionEffect) => {
      try {
        const session = effect.type === 'sign-in' ? await parts.api.signIn(effect.token) : await parts.api.session();
        handle({ type: 'in', session });
      } catch (error) {
        handle({ type: 'refused', error: asApiError(error) });
      }
    };
    const handle = (event: SessionEvent) => {
      const step = stepSession(current, event);
      current = step.state;
      setState(current);
      for (const effect of step.effects) void run(effect);
    };
    return { handle, run };
  });
  useEffect(() => {
    for (const effect of startSession(token).effects) void machine.run(effect);
  }, []);
  return [state, machine.handle];
}

/** Who is signed in decides what there is to see. */
export function App(props: AppProps) {
  const { parts } = props;
  const [language, setLanguage] = useState<Language>(() =>
    pickLanguage(recall(parts.memory, 'language'), undefined, props.browserLanguages),
  );
  const [state, handle] = useSession(parts, props.token);
  const accent = state.phase === 'in' ? state.session.organisation.accent : undefined;
  useEffect(() => applyAccent(accent), [accent]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const onLanguage = (chosen: Language) => {
    remember(parts.memory, 'language', chosen);
    setLanguage(chosen);
  };
  return (
    <LanguageContext.Provider value={language}>
      {state.phase === 'in' && !state.session.roles.includes('advisor') ? (
        <NoDesk parts={parts} session={state.session} onLanguage={onLanguage} onSession={handle} />
      ) : state.phase === 'in' ? (
        <Desk parts={parts} session={state.session} language={language} onLanguage={onLanguage} onSession={handle} />
      ) : (
        <Frame organisation={undefined} onLanguage={onLanguage} narrow>
          <WayIn state={state} api={parts.api} failure={props.failure} onRetry={() => handle({ type: 'retry' })} />
        </Frame>
      )}
    </LanguageContext.Provider>
  );
}

interface WayInProps {
  state: Exclude<SessionState, { phase: 'in' }>;
  api: Parts['api'];
  failure: ProviderFailure | undefined;
  onRetry: () => void;
}

function WayIn({ state, api, failure, onRetry }: WayInProps) {
  const { signIn } = useTexts();
  if (state.phase === 'checking') return <StepHeading title={signIn.checking} />;
  if (state.phase === 'signed-out') return <SignInPage reason={state.reason} api={api} failure={failure} />;
  return <FailedSignIn error={state.error} onRetry={onRetry} />;
}

function FailedSignIn({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  const { signIn } = useTexts();
  const { words } = useUiTexts();
  return (
    <div class="stack">
      <p class="soft">{signIn.failedTitle}</p>
      <Problem code={error.code} incident={error.incident}>
        <Button kind="primary" icon="refresh-cw" onClick={onRetry}>
          {words.tryAgain}
        </Button>
      </Problem>
    </div>
  );
}
