/** Which conversation: one large key for each that is on offer. */
import { Button, Chip, Notice, useLanguage } from '@visavis/ui';
import type { Service } from '../booking-types.ts';
import { useTexts } from '../texts/index.ts';
import type { PageProps } from './page-props.ts';
import { StepHead } from './step-head.tsx';

export function ServicePage({ booking, send }: PageProps) {
  const texts = useTexts();
  const { at, services = [] } = booking;
  return (
    <section class="stack-loose">
      <StepHead booking={booking} send={send} step="service" title={texts.service.title} />
      {at.phase === 'step' && at.notice === 'gone' && (
        <Notice tone="warn" live>
          <p>{texts.service.gone}</p>
        </Notice>
      )}
      <ul class="stack plain-list">
        {services.map((service) => (
          <li key={service.id} class="card offer">
            <ServiceWords service={service} />
            <Button
              kind={service.id === booking.draft.service ? 'primary' : 'plain'}
              describedBy={`service-${service.id}`}
              onClick={() => send({ type: 'service', id: service.id })}
            >
              {texts.service.choose}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is on offer, in the page's language where the organisation wrote one; else it is German, and says so. */
export function ServiceWords({ service }: { service: Service }) {
  const texts = useTexts();
  const language = useLanguage();
  const own = language === 'en' ? service.texts.en : service.texts.de;
  const { title, description } = own ?? service.texts.de;
  const isForeign = own === undefined;
  return (
    <div class="stack-tight" id={`service-${service.id}`}>
      <h2 lang={isForeign ? 'de' : undefined}>{title}</h2>
      {description !== '' && <p lang={isForeign ? 'de' : undefined}>{description}</p>}
      <p class="row">
        <Chip icon={service.mode === 'video' ? 'video' : 'calendar'}>{texts.mode[service.mode] ?? service.mode}</Chip>
        {service.place !== undefined && <Chip>{service.place}</Chip>}
        <Chip icon="clock">{texts.minutes(service.durationMinutes)}</Chip>
        {isForeign && <Chip icon="languages">{texts.onlyGerman}</Chip>}
      </p>
    </div>
  );
}
