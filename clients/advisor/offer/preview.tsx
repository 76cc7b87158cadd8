/** What a guest would see now: each service that is switched on, with its next free times. */
import type { ServiceOffer } from '@visavis/shared';
import { Button, useLanguage, useUiTexts } from '@visavis/ui';
import { useEffect, useState } from 'preact/hooks';
import { useHouse, useTimes } from '../setting.tsx';
import { useOfferTexts } from './texts/index.ts';

const shown = 3;

interface Seen {
  service: ServiceOffer;
  /** Undefined: they could not be had. */
  slots: readonly string[] | undefined;
}

/** Asked as a guest asks; again whenever `version` changes. */
function useSeen(version: number): readonly Seen[] | undefined {
  const { parts } = useHouse();
  const [seen, setSeen] = useState<readonly Seen[] | undefined>(undefined);
  useEffect(() => {
    let isGone = false;
    const look = async (service: ServiceOffer): Promise<Seen> => {
      try {
        const { days, next } = await parts.booking.slots(service.id);
        const slots = days.flatMap((day) => day.slots);
        return { service, slots: (slots.length === 0 && next !== null ? [next] : slots).slice(0, shown) };
      } catch {
        return { service, slots: undefined };
      }
    };
    const all = async () => {
      const { services } = await parts.booking.offer();
      return Promise.all(services.filter(({ isOffered }) => isOffered !== false).map(look));
    };
    all().then(
      (found) => !isGone && setSeen(found),
      () => !isGone && setSeen([]),
    );
    return () => {
      isGone = true;
    };
  }, [parts, version]);
  return seen;
}

export function Preview({ version, onAgain }: { version: number; onAgain: () => void }) {
  const { preview: texts } = useOfferTexts();
  const { words } = useUiTexts();
  const language = useLanguage();
  const times = useTimes();
  const seen = useSeen(version);
  return (
    <section class="card stack">
      <h2>{texts.title}</h2>
      <p class="soft">{texts.hint}</p>
      {seen === undefined && <p role="status">{words.loading}</p>}
      {seen?.map(({ service, slots }) => (
        <div key={service.id} class="stack-tight">
          <h3>{((language === 'en' ? service.texts.en : undefined) ?? service.texts.de).title}</h3>
          {slots === undefined || slots.length === 0 ? (
            <p class="soft">{texts.none}</p>
          ) : (
            <ul class="plain-list">
              {slots.map((slot) => (
                <li key={slot}>{texts.at(times.day(Date.parse(slot)), times.time(Date.parse(slot)))}</li>
              ))}
            </ul>
          )}
        </div>
      ))}
      {seen?.length === 0 && <p class="soft">{texts.none}</p>}
      <div>
        <Button icon="refresh-cw" small onClick={onAgain}>
          {texts.again}
        </Button>
      </div>
    </section>
  );
}
