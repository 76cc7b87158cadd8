/** The services in the order in which guests see them: added, edited, switched off and put in order by the lead. */
import type { ServiceOffer } from '@visavis/shared';
import { Button, Chip, Notice, useLanguage } from '@visavis/ui';
import { useContext, useState } from 'preact/hooks';
import { FailureNotice } from '../failure.tsx';
import { SettingContext, useHouse } from '../setting.tsx';
import { ServiceDialog } from './bookable-dialog.tsx';
import { moved, newServiceId, type ServiceForm, serviceOf } from './bookable-form.ts';
import { useOfferTexts } from './texts/index.ts';
import { type Saving, useSaving } from './use-saving.ts';

interface RowProps {
  service: ServiceOffer;
  isFirst: boolean;
  isLast: boolean;
  /** Undefined for who may only look. */
  onMove: ((by: -1 | 1) => void) | undefined;
  onEdit: () => void;
}

function ServiceRow({ service, isFirst, isLast, onMove, onEdit }: RowProps) {
  const { services: texts } = useOfferTexts();
  const language = useLanguage();
  const { title, description } = (language === 'en' ? service.texts.en : undefined) ?? service.texts.de;
  const about = <span class="unseen">{texts.about(title)}</span>;
  return (
    <li class="card stack-tight">
      <div class="row row-apart">
        <h3>{title}</h3>
        {service.isOffered === false && <Chip tone="warn">{texts.off}</Chip>}
      </div>
      <p class="soft">
        {service.mode === 'video' ? texts.video : `${texts.inPerson}: ${service.place ?? ''}`} ·{' '}
        {texts.minutes(service.durationMinutes)}
      </p>
      {description !== '' && <p>{description}</p>}
      {onMove && (
        <div class="row">
          <Button icon="pencil" small onClick={onEdit}>
            {texts.edit}
            {about}
          </Button>
          <Button kind="quiet" small disabled={isFirst} onClick={() => onMove(-1)}>
            {texts.up}
            {about}
          </Button>
          <Button kind="quiet" small disabled={isLast} onClick={() => onMove(1)}>
            {texts.down}
            {about}
          </Button>
        </div>
      )}
    </li>
  );
}

/** Whole lists go to the service: it refuses or keeps them as one. */
function useServices(start: readonly ServiceOffer[], onSaved: () => void) {
  const { parts } = useHouse();
  const requests = useContext(SettingContext)?.requests;
  const [list, setList] = useState<readonly ServiceOffer[]>(start);
  const saving: Saving = useSaving();
  const put = async (services: ServiceOffer[]): Promise<boolean> => {
    const isSaved = await saving.save(async () => {
      setList((await parts.booking.saveOffer({ services })).services);
    });
    if (isSaved) {
      onSaved();
      void requests?.refresh();
    }
    return isSaved;
  };
  const keep = (form: ServiceForm, at: number | undefined) => {
    const ids = list.map(({ id }) => id);
    const made = serviceOf(form, form.id ?? newServiceId(form.title, ids));
    return put(at === undefined ? [...list, made] : list.map((one, index) => (index === at ? made : one)));
  };
  return { list, saving, put, keep };
}

export function ServiceSection(props: { services: readonly ServiceOffer[]; onSaved: () => void }) {
  const texts = useOfferTexts();
  const { session } = useHouse();
  const { list, saving, put, keep } = useServices(props.services, props.onSaved);
  const [open, setOpen] = useState<{ at: number | undefined } | undefined>(undefined);
  const mayChange = session.roles.includes('lead');
  return (
    <section class="stack">
      <h2>{texts.services.title}</h2>
      <p class="soft">{mayChange ? texts.services.hint : texts.services.onlyLead}</p>
      {list.length === 0 && <p>{texts.services.none}</p>}
      <ol class="plain-list stack">
        {list.map((service, at) => (
          <ServiceRow
            key={service.id}
            service={service}
            isFirst={at === 0}
            isLast={at === list.length - 1}
            onMove={mayChange ? (by) => void put(moved(list, at, by)) : undefined}
            onEdit={() => setOpen({ at })}
          />
        ))}
      </ol>
      {saving.failure && open === undefined && <FailureNotice what={texts.notSaved} error={saving.failure} focused />}
      <div role="status">{saving.state === 'saved' && <Notice tone="good">{texts.services.saved}</Notice>}</div>
      {mayChange && (
        <div>
          <Button icon="plus" small onClick={() => setOpen({ at: undefined })}>
            {texts.services.add}
          </Button>
        </div>
      )}
      {open && (
        <ServiceDialog
          service={open.at === undefined ? undefined : list[open.at]}
          saving={saving}
          onSave={(form) => keep(form, open.at)}
          onRemove={() => put(list.filter((_one, index) => index !== open.at))}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  );
}
