/** The conversation and its telephone; loaded when it is near. */
import { createTelephone } from '@visavis/call';
import { CallPage, type CallPageProps } from '@visavis/ui/call/call-page.tsx';
import { TelephoneContext } from '@visavis/ui/call/tools/telephone/context.ts';
import { useEffect, useMemo } from 'preact/hooks';

/** The guest's number is typed in the conversation and told to the advisor; this page is never told one. */
export function StagePage(props: CallPageProps) {
  const { call, phone } = props;
  const telephone = useMemo(
    () => createTelephone(call, { self: 'guest', number: undefined, store: sessionStorage }),
    [call],
  );
  useEffect(() => () => telephone.close(), [telephone]);
  const place = useMemo(() => ({ telephone, seat: 'guest' as const, helpPhone: phone }), [telephone, phone]);
  return (
    <TelephoneContext.Provider value={place}>
      <CallPage {...props} />
    </TelephoneContext.Provider>
  );
}
