/** The ways between the advisor's pages: the day, the requests with how many wait, the offer, for leads and operators the statistics. */
import { useView } from '@visavis/ui';
import { waitingFor } from './requests/request-store.ts';
import { useRequestTexts } from './requests/texts/index.ts';
import { useSetting } from './setting.tsx';
import { useTexts } from './texts/index.ts';

export type NavPlace = 'day' | 'requests' | 'offer' | 'statistics' | 'lead';

export function PlaceNav(props: { at: NavPlace; onPlace: (place: NavPlace) => void }) {
  const { day } = useTexts();
  const { requests, session } = useSetting();
  const { open } = useView(requests);
  const texts = useRequestTexts();
  const waiting = waitingFor(open).length;
  const places: { place: NavPlace; label: string; count: number }[] = [
    { place: 'day', label: day.places.day, count: 0 },
    { place: 'requests', label: day.places.requests, count: waiting },
    { place: 'offer', label: day.places.offer, count: 0 },
  ];
  const mayCount = session.roles.includes('lead') || session.roles.includes('operator');
  if (mayCount) places.push({ place: 'statistics', label: day.places.statistics, count: 0 });
  if (mayCount) places.push({ place: 'lead', label: day.places.lead, count: 0 });
  return (
    <nav class="place-nav" aria-label={day.places.label}>
      {places.map(({ place, label, count }) => (
        <button
          key={place}
          type="button"
          class="button button-quiet button-small"
          aria-current={props.at === place ? 'page' : undefined}
          onClick={() => props.onPlace(place)}
        >
          <span>
            {label}
            {count > 0 && (
              <span class="place-count">
                <span aria-hidden="true">{count}</span>
                <span class="unseen"> ({texts.count(count)})</span>
              </span>
            )}
          </span>
        </button>
      ))}
    </nav>
  );
}
