/** The wrong browser: one inside another app, or one too old. Both get a way out. Loaded for them alone. */
import { framesSupport } from '@visavis/call';
import { Button, HelpLine, Notice, StepHeading } from '@visavis/ui';
import { useRef, useState } from 'preact/hooks';
import { wholeLink } from '../calendar-file.ts';
import { useBrowsersTexts } from '../texts/browsers.ts';
import type { PageProps } from './page-props.ts';

/** Copies the link, or selects it where copying is not allowed. */
function CopyLink(props: { text: string; primary: boolean }) {
  const texts = useBrowsersTexts();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text);
      setCopied(true);
    } catch {
      field.current?.focus();
      field.current?.select();
    }
  };
  return (
    <div class="stack">
      <div class="actions">
        <Button kind={props.primary ? 'primary' : 'plain'} icon="copy" onClick={() => void copy()}>
          {texts.inApp.copy}
        </Button>
      </div>
      <input
        ref={field}
        class="input"
        readOnly
        value={props.text}
        aria-label={texts.inApp.select}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div role="status">
        {copied && (
          <Notice tone="good">
            <p>{texts.inApp.copied}</p>
          </Notice>
        )}
      </div>
    </div>
  );
}

/** WhatsApp, Facebook, a mail app: out into a real browser. */
export function InAppPage(props: PageProps) {
  const texts = useBrowsersTexts();
  const { link } = props.facts;
  const app = props.browser.inApp === 'app' ? undefined : props.browser.inApp;
  return (
    <section class="stack-loose">
      <StepHeading title={texts.inApp.title} />
      <p>{texts.inApp.what(app)}</p>
      <ol class="steps">
        {texts.inApp.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <CopyLink text={link ? wholeLink(link) : `${location.origin}/j`} primary />
      <p>{texts.inApp.menu}</p>
      <div>
        <Button kind="quiet" onClick={() => props.send({ type: 'go-on' })}>
          {texts.inApp.anyway}
        </Button>
      </div>
      <HelpLine phone={props.facts.organisation?.phone} />
    </section>
  );
}

const whyNot = (): 'insecure' | 'frames' | 'text' => {
  if (!isSecureContext) return 'insecure';
  return 'RTCPeerConnection' in window && framesSupport(window) === 'none' ? 'frames' : 'text';
};

/** No way to talk in this browser. */
export function UnsupportedPage(props: PageProps) {
  const texts = useBrowsersTexts();
  const { link } = props.facts;
  return (
    <section class="stack-loose">
      <StepHeading title={texts.unsupported.title} />
      <p>{texts.unsupported[whyNot()]}</p>
      {link && <CopyLink text={wholeLink(link)} primary />}
      <HelpLine phone={props.facts.organisation?.phone} />
    </section>
  );
}
