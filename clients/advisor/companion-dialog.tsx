/** Inviting a companion: who and as what, then the link to hand on; or who is invited already, and the way back. */
import type { Call } from '@visavis/call';
import { type Appointment, type CompanionKind, companionKinds, NewCompanion } from '@visavis/shared';
import { type ApiError, Button, Dialog, LinkButton, SelectField, TextField } from '@visavis/ui';
import { useState } from 'preact/hooks';
import * as v from 'valibot';
import { invite, type MadeCompanion, withdraw } from './companion-deeds.ts';
import { CopyButton } from './copy-button.tsx';
import { asApiError, FailureNotice } from './failure.tsx';
import { mailtoOf } from './mailto.ts';
import { useSetting } from './setting.tsx';
import { useTexts } from './texts/index.ts';

export interface CompanionDialogProps {
  appointment: Appointment;
  /** The conversation that is running, which is told at once. */
  call?: Call;
  onClose: () => void;
}

type Step = 'who' | 'form' | { made: MadeCompanion };

/** Who is invited, the form, and the link, one after the other. */
export function CompanionDialog({ appointment, call, onClose }: CompanionDialogProps) {
  const { companion: texts } = useTexts();
  const { day } = useSetting();
  const [step, setStep] = useState<Step>(appointment.companion ? 'who' : 'form');
  const onMade = (made: MadeCompanion) => {
    day.put(made.appointment);
    setStep({ made });
  };
  const title = typeof step === 'object' ? texts.made : step === 'who' ? texts.title : texts.invite;
  return (
    <Dialog title={title} onClose={onClose} steady>
      {step === 'who' && (
        <Invited appointment={appointment} call={call} onClose={onClose} onOther={() => setStep('form')} />
      )}
      {step === 'form' && <InviteForm appointment={appointment} call={call} onMade={onMade} />}
      {typeof step === 'object' && <Made made={step.made} onClose={onClose} />}
    </Dialog>
  );
}

/** Runs one deed at a time; what went wrong stays until the next attempt. */
function useDeed() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | undefined>(undefined);
  const run = async (deed: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    await deed().catch((thrown: unknown) => setError(asApiError(thrown)));
    setBusy(false);
  };
  return { busy, error, run };
}

function Invited(props: Omit<CompanionDialogProps, 'call'> & { call: Call | undefined; onOther: () => void }) {
  const { appointment, call, onClose } = props;
  const { companion: texts } = useTexts();
  const { parts, day } = useSetting();
  const { busy, error, run } = useDeed();
  const { companion } = appointment;
  if (!companion) return null;
  const takeBack = async () => {
    day.put(await withdraw(parts, appointment, call));
    onClose();
  };
  return (
    <>
      {error && <FailureNotice what={texts.withdrawFailed} error={error} focused />}
      <p>
        <strong>{texts.invited(texts.who(companion.name, companion.kind))}</strong>
      </p>
      <p>{texts.mail[companion.mailStatus]}</p>
      <p class="soft">{texts.otherHint}</p>
      <div class="actions">
        <Button kind="primary" icon="copy" onClick={props.onOther}>
          {texts.other}
        </Button>
        <Button icon="x" busy={busy} onClick={() => void run(takeBack)}>
          {texts.withdraw}
        </Button>
      </div>
    </>
  );
}

interface FormProps {
  appointment: Appointment;
  call: Call | undefined;
  onMade: (made: MadeCompanion) => void;
}

type Problem = 'name' | 'email' | undefined;

/** The first thing to put right. */
function problemOf(wish: NewCompanion): Problem {
  const result = v.safeParse(NewCompanion, wish);
  if (result.success) return undefined;
  return result.issues.some(({ path }) => path?.[0]?.key === 'name') ? 'name' : 'email';
}

function useInviting({ appointment, call, onMade }: FormProps) {
  const { parts } = useSetting();
  const before = appointment.companion;
  const [wish, setWish] = useState<NewCompanion>({
    name: before?.name ?? '',
    kind: before?.kind ?? 'relative',
    language: before?.language ?? appointment.language,
    ...(before?.email ? { email: before.email } : {}),
  });
  const [problem, setProblem] = useState<Problem>(undefined);
  const deed = useDeed();
  const submit = () => {
    const found = problemOf(wish);
    setProblem(found);
    if (found) document.getElementById(`companion-${found}`)?.focus();
    else void deed.run(async () => onMade(await invite(parts, appointment, wish, call)));
  };
  const change = (part: Partial<NewCompanion>) => {
    setWish({ ...wish, ...part });
    setProblem(undefined);
  };
  return { wish, change, problem, submit, ...deed };
}

function InviteForm(props: FormProps) {
  const { companion: texts } = useTexts();
  const { wish, change, problem, submit, busy, error } = useInviting(props);
  const { guest, linkSecret } = props.appointment;
  const { email: _, ...withoutMail } = wish;
  return (
    <form
      class="stack-loose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {error && <FailureNotice what={texts.failed} error={error} focused />}
      <p>{texts.why(guest.name)}</p>
      <TextField
        id="companion-name"
        label={texts.name}
        error={problem === 'name' && texts.nameMissing}
        input={{ autocomplete: 'off', maxLength: 120, required: true, autofocus: true }}
        value={wish.name}
        onValue={(name) => change({ name })}
      />
      <Kinds kind={wish.kind} onKind={(kind) => change({ kind })} />
      <TextField
        id="companion-email"
        label={texts.email}
        hint={linkSecret === 'browser' ? texts.emailHintOwn : texts.emailHint}
        error={problem === 'email' && texts.emailWrong}
        input={{ type: 'email', autocomplete: 'off', maxLength: 254 }}
        value={wish.email ?? ''}
        onValue={(email) => change(email.trim() === '' ? { ...withoutMail, email: undefined } : { email })}
      />
      <MailLanguage wish={wish} onLanguage={(language) => change({ language })} />
      <div class="actions">
        <Button kind="primary" type="submit" icon="check" busy={busy}>
          {busy ? texts.saving : texts.submit}
        </Button>
      </div>
    </form>
  );
}

function MailLanguage({ wish, onLanguage }: { wish: NewCompanion; onLanguage: (language: 'de' | 'en') => void }) {
  const { companion: texts } = useTexts();
  return (
    <SelectField
      id="companion-language"
      label={texts.language}
      value={wish.language ?? 'de'}
      options={[
        { value: 'de', label: texts.languages.de },
        { value: 'en', label: texts.languages.en },
      ]}
      onValue={(language) => onLanguage(language === 'en' ? 'en' : 'de')}
    />
  );
}

function Kinds({ kind, onKind }: { kind: CompanionKind; onKind: (kind: CompanionKind) => void }) {
  const { companion: texts } = useTexts();
  return (
    <fieldset class="stack-tight">
      <legend class="field-label">{texts.kind}</legend>
      <div class="choice choice-small">
        {companionKinds.map((one) => (
          <label key={one}>
            <input type="radio" name="companion-kind" checked={kind === one} onChange={() => onKind(one)} />
            <span>{texts.kinds[one]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Mailed, or the ways to hand the link on. */
function Made({ made, onClose }: { made: MadeCompanion; onClose: () => void }) {
  const { companion: texts } = useTexts();
  const { link, draft, mailedTo } = made;
  const mail = draft && mailtoOf(draft, link);
  return (
    <>
      {mailedTo && <p role="status">{texts.mailed(mailedTo)}</p>}
      <p>{texts.once}</p>
      <div class="row">
        <CopyButton text={link} strong={!draft?.to}>
          {texts.copyLink}
        </CopyButton>
        {mail && (
          <LinkButton kind={draft?.to ? 'primary' : 'plain'} icon="mail" href={mail.href}>
            {texts.openMail}
          </LinkButton>
        )}
        {draft && <CopyButton text={`${draft.subject}\n\n${draft.text}`}>{texts.copyText}</CopyButton>}
      </div>
      <div class="actions">
        <Button icon="check" onClick={onClose}>
          {texts.done}
        </Button>
      </div>
    </>
  );
}
