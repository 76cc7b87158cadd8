/** The conversation and its telephone; loaded when it is near. */
import { createTelephone } from '@visavis/call';
import { useView } from '@visavis/ui';
import { CallPage, type CallPageProps } from '@visavis/ui/call/call-page.tsx';
import { TelephoneContext } from '@visavis/ui/call/tools/telephone/context.ts';
import { useModule } from '@visavis/ui/call/use-module.ts';
import { useEffect, useMemo } from 'preact/hooks';

const loadCompany = () => import('@visavis/ui/call/companion/index.tsx');

/** In the waiting room: whoever wants to come along is asked about before the conversation begins. */
export function Company({ call, name }: { call: CallPageProps['call']; name: string }) {
  const company = useModule(useView(call).second !== undefined, loadCompany);
  return company ? <company.CompanyStrip call={call} name={name} /> : null;
}

/** The guest's number is typed in the conversation and told to the advisor; this page is never told one. */
export function StagePage(props: CallPageProps) {
  const { call, phone } = props;
  const telephone = useMemo(
    () => createTelephone(call, { self: 'guest', number: undefined, store: () => sessionStorage }),
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
