/** The open requests as cards with their keys and dialogues, on the day page and on a page of their own. */
import type { AdvisorRequest } from '@visavis/shared';
import { Announcement, Notice, useView } from '@visavis/ui';
import { useState } from 'preact/hooks';
import { FailureNotice } from '../failure.tsx';
import { useSetting } from '../setting.tsx';
import type { AnswerKind } from './answer-words.ts';
import { DeclineDialog } from './decline-dialog.tsx';
import { ProposeDialog } from './propose-dialog.tsx';
import { RequestCard } from './request-card.tsx';
import { useRequestTexts } from './texts/index.ts';
import { type Answering, useAnswer } from './use-answer.ts';

type Open = { kind: 'propose' | 'decline'; request: AdvisorRequest };

/** What was done or missed, in words; it stays until the next answer. */
function Said({ answering }: { answering: Answering }) {
  const texts = useRequestTexts();
  const { said, failure } = answering;
  return (
    <>
      {failure && <FailureNotice what={texts.notDone} error={failure} />}
      <div role="status">
        {said && (
          <Notice tone={said.tone}>
            <p>{said.text}</p>
          </Notice>
        )}
      </div>
    </>
  );
}

/** `most`: how many are shown at once; `isMain` where they are what the page is for. */
export function RequestCards(props: { requests: readonly AdvisorRequest[]; most: number; isMain: boolean }) {
  const answering = useAnswer();
  const [open, setOpen] = useState<Open | undefined>(undefined);
  const [next, setNext] = useState<string | undefined>(undefined);
  const shown = props.requests.slice(0, props.most);
  const onAnswer = (request: AdvisorRequest, kind: AnswerKind) => {
    if (kind !== 'confirm') return setOpen({ kind, request });
    const at = props.requests.findIndex(({ id }) => id === request.id);
    const following = props.requests[at + 1] ?? props.requests[at - 1];
    void answering.answer(request, { answer: 'confirm' }).then((came) => {
      if (came === 'done') setNext(following?.id);
    });
  };
  const onClose = () => setOpen(undefined);
  return (
    <>
      <Said answering={answering} />
      {shown.map((request, at) => (
        <RequestCard
          key={request.id}
          request={request}
          busy={answering.busy === request.id}
          isFirst={props.isMain && at === 0}
          focused={next === request.id}
          onAnswer={onAnswer}
        />
      ))}
      {open?.kind === 'propose' && <ProposeDialog request={open.request} answering={answering} onClose={onClose} />}
      {open?.kind === 'decline' && <DeclineDialog request={open.request} answering={answering} onClose={onClose} />}
    </>
  );
}

/** Says once that another request has come in, wherever on the signed-in page one is. */
export function ArrivalAnnouncement() {
  const { requests } = useSetting();
  const { arrived } = useView(requests);
  const texts = useRequestTexts();
  return <Announcement>{arrived > 0 ? `${texts.arrived}${' '.repeat(arrived % 2)}` : ''}</Announcement>;
}
