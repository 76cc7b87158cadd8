/** Forms as a tool of the conversation: the advisor lays a PDF form down, both fill it in, sign and save it. */
import './form.css';
import './form-sheet.css';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Button } from '../../../button.tsx';
import { useView } from '../../../use-view.ts';
import type { ToolProps } from '../tool.ts';
import { limits } from './form-value.ts';
import { OpenDesk } from './open-desk.tsx';
import { OpenKey } from './open-key.tsx';
import { type FormSession, formOf } from './session.ts';
import { type FormTexts, useFormTexts } from './texts.ts';
import { paperOf, putAway, usePaper } from './use-paper.ts';

/** Lays a file down when it can be filled in; answers what to say when it cannot. */
async function layDown(session: FormSession, file: File, texts: FormTexts, isHere: () => boolean): Promise<string> {
  if (file.size > limits.file.bytes) return texts.refused['too-large'];
  const bytes = new Uint8Array(await file.arrayBuffer());
  const paper = await paperOf(bytes);
  if (typeof paper === 'string' || !isHere()) {
    await putAway(bytes);
    return typeof paper === 'string' ? texts.refused[paper] : '';
  }
  await session.lay(file.name, bytes);
  return '';
}

/** Signs the key when a form came while nobody looked. */
function useNews({ isOpen, sign }: ToolProps, session: FormSession): void {
  const texts = useFormTexts();
  const { register } = useView(session).form;
  const laid = register?.file ? `${register.n} ${register.by}` : '';
  const [seen, see] = useState('');
  useEffect(() => {
    if (isOpen) see(laid);
    else sign(laid !== '' && laid !== seen ? texts.news : undefined);
  }, [isOpen, laid, seen]);
}

/** What is said while no form can be looked at. */
function Waiting({
  session,
  peerName,
  problem,
  onFile,
  isReading,
}: {
  session: FormSession;
  peerName: string;
  problem: string;
  onFile: (file: File) => void;
  isReading: boolean;
}) {
  const texts = useFormTexts();
  const { form, bytes, progress, isMissing } = useView(session);
  const isAdvisor = session.seat === 'advisor';
  const isLaid = form.register?.file != null;
  const missing = isAdvisor ? texts.missing : texts.missingGuest(peerName);
  // In quarters: every change is read out.
  const comes = isMissing ? missing : texts.comes(Math.floor(progress * 4) * 25);
  const words = isReading || bytes ? texts.opening : isLaid ? comes : isAdvisor ? texts.start : texts.none;
  return (
    <div class="form-start stack">
      <p role="status">{problem || words}</p>
      {isAdvisor && !isReading && (!isLaid || isMissing || problem !== '') && (
        <OpenKey isPrimary onFile={onFile}>
          {texts.open}
        </OpenKey>
      )}
    </div>
  );
}

/** After the advisor's page was loaded anew, the guest's page hands the form back: it is looked at only when asked for. */
function HandedBack({ session }: { session: FormSession }) {
  const texts = useFormTexts();
  const name = useView(session).form.register?.file?.name ?? '';
  return (
    <div class="form-start stack">
      <p>{texts.back(name)}</p>
      <div class="form-keys">
        <Button kind="primary" icon="file-pen" onClick={() => session.trust()}>
          {texts.reopen}
        </Button>
        <Button icon="x" onClick={() => session.takeAway()}>
          {texts.takeAway}
        </Button>
      </div>
    </div>
  );
}

/** The panel of forms. */
export function Tool(props: ToolProps) {
  const { call, seat, peerName, isOpen } = props;
  const texts = useFormTexts();
  const session = useMemo(() => formOf(call, seat), [call]);
  const { form, bytes, isTrusted } = useView(session);
  const [wasOpen, open] = useState(isOpen);
  const [problem, setProblem] = useState('');
  const [isReading, setReading] = useState(false);
  const isHere = useRef(true);
  useEffect(
    () => () => {
      // The conversation is over: a form that is still being read is for nobody.
      isHere.current = false;
    },
    [],
  );
  const paper = usePaper(wasOpen && isTrusted ? bytes : undefined);
  useNews(props, session);
  useEffect(() => {
    if (isOpen) open(true);
  }, [isOpen]);
  const onFile = (file: File) => {
    setReading(true);
    setProblem('');
    layDown(session, file, texts, () => isHere.current)
      .catch(() => texts.refused.unreadable)
      .then((words) => {
        setProblem(words);
        setReading(false);
      });
  };
  const isBack = form.register?.file && !isTrusted && !isReading;
  const refused = typeof paper === 'string' ? texts.refused[paper] : '';
  return (
    <div class="form">
      {typeof paper === 'object' ? (
        <OpenDesk {...{ session, paper, peerName, onFile, problem }} />
      ) : isBack ? (
        <HandedBack session={session} />
      ) : (
        <Waiting {...{ session, peerName, onFile, isReading }} problem={problem || refused} />
      )}
    </div>
  );
}
