/** The frame of a page: skip link, the organisation's head with help and language, content, foot. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { type Language, languageNames, useLanguage } from './language.tsx';
import { useUiTexts } from './texts/index.ts';

export interface FrameProps {
  /** Undefined until the organisation is known: then the head stays empty but keeps its height. */
  organisation: { name: string; phone: string } | undefined;
  onLanguage: (language: Language) => void;
  /** Guest pages are larger. */
  guest?: boolean;
  narrow?: boolean;
  /** What else stands in the head, such as who is signed in. */
  aside?: ComponentChildren;
  children: ComponentChildren;
}

/** `tel:` address of a number as people write it. */
export const telephoneHref = (phone: string): string => `tel:${phone.replace(/[^+0-9]/g, '')}`;

/** A number that never breaks over two lines. */
export const unbroken = (phone: string): string => phone.replaceAll(' ', '\u00a0');

/** A whole page. */
export function Frame(props: FrameProps) {
  const { words } = useUiTexts();
  const { organisation } = props;
  return (
    <div class={props.guest ? 'frame guest' : 'frame'}>
      <a class="skip" href="#main">
        {words.skip}
      </a>
      <header class="frame-head">
        <div class="brand">
          <span class="brand-mark" />
          <span>{organisation?.name}</span>
        </div>
        {props.aside}
        {organisation?.phone && <HelpLink phone={organisation.phone} />}
        <LanguageSwitch onLanguage={props.onLanguage} />
      </header>
      <main id="main" class={props.narrow ? 'content content-narrow' : 'content'} tabIndex={-1}>
        {props.children}
      </main>
      <footer class="frame-foot">
        <nav class="row" aria-label={words.footer}>
          <LegalLink href="/terms">{words.terms}</LegalLink>
          <LegalLink href="/privacy">{words.privacy}</LegalLink>
        </nav>
        {organisation?.phone && <HelpLink phone={organisation.phone} />}
      </footer>
    </div>
  );
}

/** Whom to call: in the head where there is room, in the foot on phones. */
function HelpLink({ phone }: { phone: string }) {
  const { words } = useUiTexts();
  return (
    <a class="soft-link help-link" href={telephoneHref(phone)}>
      <Icon name="phone" />
      <span class="nowrap">{words.help(phone)}</span>
    </a>
  );
}

/** A link to terms or privacy: beside this page, so that nothing is lost, and saying so. */
export function LegalLink(props: { href: '/terms' | '/privacy'; children: ComponentChildren }) {
  const { words } = useUiTexts();
  const language = useLanguage();
  return (
    <a href={`${props.href}?lang=${language}`} target="_blank" rel="noreferrer">
      {props.children}
      <span class="unseen"> ({words.newTab})</span>
    </a>
  );
}

/** One button for every language but the present one, named in that language. */
export function LanguageSwitch(props: { onLanguage: (language: Language) => void }) {
  const { words } = useUiTexts();
  const current = useLanguage();
  const others = Object.entries(languageNames) as [Language, string][];
  return (
    <fieldset class="row" aria-label={words.languageSwitch}>
      {others
        .filter(([language]) => language !== current)
        .map(([language, name]) => (
          <button
            key={language}
            type="button"
            class="button button-quiet button-small"
            lang={language}
            onClick={() => props.onLanguage(language)}
          >
            <Icon name="languages" />
            <span>{name}</span>
          </button>
        ))}
    </fieldset>
  );
}

/**
 * The heading of a step. It takes the focus when it appears, so that a screen reader starts there and the keyboard
 * goes on from there; `title` becomes the document's.
 */
export function StepHeading(props: { title: string; children?: ComponentChildren }) {
  const element = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = props.title;
  }, [props.title]);
  useEffect(() => {
    element.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  return (
    <h1 ref={element} tabIndex={-1}>
      {props.children ?? props.title}
    </h1>
  );
}

/** Says something to screen readers and shows nothing. Keep it in the page; change its words. */
export function Announcement(props: { urgent?: boolean; children: ComponentChildren }) {
  return (
    <div class="unseen" role={props.urgent ? 'alert' : 'status'}>
      {props.children}
    </div>
  );
}
