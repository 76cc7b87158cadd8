/** The offer: when the advisor has time, what guests may ask for, and what they see of it. A chunk of its own. */
import './offer.css';
import type { AdvisorHours, HolidayList as Holidays, ServiceOffer } from '@visavis/shared';
import { type ApiError, Button, StepHeading, useUiTexts } from '@visavis/ui';
import { useEffect, useState } from 'preact/hooks';
import { asApiError, FailureNotice } from '../failure.tsx';
import { useHouse } from '../setting.tsx';
import { ServiceSection } from './bookable-section.tsx';
import { CalendarSection } from './calendar-section.tsx';
import { HolidayList } from './holiday-list.tsx';
import { HoursSection } from './hours-section.tsx';
import { Preview } from './preview.tsx';
import { useOfferTexts } from './texts/index.ts';

interface Loaded {
  services: readonly ServiceOffer[];
  holidays: Holidays;
  /** Undefined for a lead who gives no advice. */
  hours: AdvisorHours | undefined;
}

function useOffer() {
  const { parts, session } = useHouse();
  const [loaded, setLoaded] = useState<Loaded | undefined>(undefined);
  const [failure, setFailure] = useState<ApiError | undefined>(undefined);
  const load = async () => {
    setFailure(undefined);
    try {
      const [{ services }, holidays] = await Promise.all([parts.booking.offer(), parts.booking.holidays()]);
      const hours = session.roles.includes('advisor') ? await parts.booking.hours() : undefined;
      setLoaded({ services, holidays, hours });
    } catch (error) {
      setFailure(asApiError(error));
    }
  };
  useEffect(() => void load(), [parts]);
  return { loaded, failure, load };
}

export function OfferPage() {
  const texts = useOfferTexts();
  const { words } = useUiTexts();
  const { loaded, failure, load } = useOffer();
  const [version, setVersion] = useState(0);
  const again = () => setVersion((last) => last + 1);
  return (
    <div class="day">
      <div class="day-main stack-loose">
        <StepHeading title={texts.title} />
        {failure && (
          <FailureNotice what={texts.failed} error={failure}>
            <Button icon="refresh-cw" small onClick={() => void load()}>
              {words.tryAgain}
            </Button>
          </FailureNotice>
        )}
        {!loaded && !failure && <p role="status">{words.loading}</p>}
        {loaded && <ServiceSection services={loaded.services} onSaved={again} />}
        {loaded?.hours && <HoursSection hours={loaded.hours} holidays={loaded.holidays} onSaved={again} />}
        {loaded && !loaded.hours && <HolidayList list={loaded.holidays} />}
        {loaded?.hours && <CalendarSection />}
      </div>
      {loaded && (
        <aside>
          <Preview version={version} onAgain={again} />
        </aside>
      )}
    </div>
  );
}
