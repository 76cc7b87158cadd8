/** A form that lies open: its pages or its list, who signed, and keys to save it and to put it away. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../../button.tsx';
import { Announcement } from '../../../frame.tsx';
import { useView } from '../../../use-view.ts';
import { download } from '../download.ts';
import { Choices } from './choices.tsx';
import { type Desk, DeskContext } from './desk.ts';
import { type Field, missingIn } from './field.ts';
import { type Form, isAsSeen, isHandedBack, signedIn } from './form.ts';
import { FieldList } from './list.tsx';
import { OpenKey } from './open-key.tsx';
import type { PdfForm } from './pdf-form.ts';
import type { FormSession } from './session.ts';
import { Sheets, type Zoom, zooms } from './sheets.tsx';
import { SignDialog } from './sign-dialog.tsx';
import { type FormTexts, useFormTexts } from './texts.ts';

type View = 'pages' | 'list';

export interface OpenDeskProps {
  session: FormSession;
  paper: PdfForm;
  peerName: string;
  onFile: (file: File) => void;
  /** Of another file that could not be opened. */
  problem: string;
}

/** Who signed, and what that means. */
function signedWords(form: Form, { session, peerName }: OpenDeskProps, { signature }: FormTexts): string {
  const standing = signedIn(form).filter(({ holds }) => holds);
  const isOwn = standing.some(({ seat }) => seat === session.seat);
  const isTheirs = standing.some(({ seat }) => seat !== session.seat);
  if (standing.some((signed) => isHandedBack(signed, session))) {
    return [signature.returned(peerName), isTheirs && signature.other(peerName)].filter(Boolean).join(' ');
  }
  if (isOwn && isTheirs) return signature.both;
  if (isOwn) return signature.you;
  if (isTheirs) return signature.other(peerName);
  return signedIn(form).length > 0 ? signature.broken : '';
}

async function save(paper: PdfForm, form: Form, texts: FormTexts): Promise<string> {
  const bytes = await paper.save(form);
  const name = texts.fileName((form.register?.file?.name ?? 'PDF').replace(/\.pdf$/i, ''));
  download(new Blob([bytes], { type: 'application/pdf' }), name);
  return texts.saved(name);
}

/** Saving, and for advisors another form or none. */
function Foot(props: OpenDeskProps & { form: Form }) {
  const { session, paper, form, onFile } = props;
  const texts = useFormTexts();
  const [said, say] = useState('');
  const left = missingIn(form, paper.fields).length;
  const keep = () => {
    say(texts.saving);
    save(paper, form, texts).then(say, () => say(texts.notSaved));
  };
  return (
    <div class="form-foot">
      <p class="form-said" role="status">
        {said}
      </p>
      {left > 0 && <p class="soft">{texts.left(left)}</p>}
      <div class="form-keys">
        <Button kind="primary" icon="download" onClick={keep}>
          {texts.save}
        </Button>
        {session.seat === 'advisor' && <OpenKey onFile={onFile}>{texts.openOther}</OpenKey>}
        {session.seat === 'advisor' && (
          <Button icon="x" onClick={() => session.takeAway()}>
            {texts.takeAway}
          </Button>
        )}
      </div>
      <p class="soft">{texts.gone}</p>
    </div>
  );
}

/** Who signed, with a key for one's own signatures. */
function Signatures({ session, form, words }: OpenDeskProps & { form: Form; words: string }) {
  const texts = useFormTexts().signature;
  const own = signedIn(form).filter(({ seat }) => seat === session.seat);
  if (words === '') return null;
  return (
    <div class="form-signatures">
      <p>{words}</p>
      {own.map(({ field }) => (
        <Button key={field} icon="undo-2" small onClick={() => session.act({ type: 'unsign', field })}>
          {texts.takeBack}
        </Button>
      ))}
    </div>
  );
}

/** The key to sign goes with the signature, the key to take it back with that: a reader goes on at the head of the form. */
function useFocusKept(form: Form, session: FormSession) {
  const head = useRef<HTMLDivElement>(null);
  const own = signedIn(form).filter(({ seat }) => seat === session.seat).length;
  const before = useRef(own);
  useEffect(() => {
    if (before.current !== own && document.activeElement === document.body) head.current?.focus();
    before.current = own;
  }, [own]);
  return head;
}

export function OpenDesk(props: OpenDeskProps) {
  const { session, paper, peerName } = props;
  const texts = useFormTexts();
  const { form, isOpen, theirField, isFull } = useView(session);
  const head = useFocusKept(form, session);
  const isNarrow = matchMedia('(max-width: 56rem)').matches;
  const [view, setView] = useState<View>(isNarrow ? 'list' : 'pages');
  const [zoom, setZoom] = useState<Zoom>('1');
  const [signing, setSigning] = useState<{ field: Field; seen: Form } | undefined>(undefined);
  const sign = (field: Field) => setSigning({ field, seen: form });
  const desk: Desk = { session, form, peerName, theirField, sign };
  const signed = signedWords(form, props, texts);
  const note = [!isOpen && texts.away, isFull && texts.full, props.problem].filter(Boolean).join(' ');
  return (
    <DeskContext.Provider value={desk}>
      <div ref={head} class="form-bar" tabIndex={-1}>
        <strong class="form-name">{form.register?.file?.name}</strong>
        <Choices
          {...{ title: texts.views.title, name: 'form-view', all: ['pages', 'list'], value: view, words: texts.views }}
          onPick={setView}
        />
        {view === 'pages' && (
          <Choices
            {...{ title: texts.zoom.title, name: 'form-zoom', all: zooms, value: zoom, words: texts.zoom }}
            onPick={setZoom}
          />
        )}
      </div>
      <p class="form-note" role="status">
        {note}
      </p>
      <Signatures {...props} form={form} words={signed} />
      <Announcement>{signed}</Announcement>
      {view === 'pages' ? <Sheets paper={paper} zoom={zoom} /> : <FieldList paper={paper} />}
      <Foot {...props} form={form} />
      {signing && (
        <SignDialog
          field={signing.field}
          isChanged={!isAsSeen(signing.seen, form)}
          onClose={() => setSigning(undefined)}
          onSign={(signature) => {
            session.act({ type: 'sign', field: signing.field.name, signature, seen: signing.seen });
            setSigning(undefined);
          }}
        />
      )}
    </DeskContext.Provider>
  );
}
