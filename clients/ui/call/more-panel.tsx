/** What is needed seldom: devices, where the own picture lies, language, keys, details for the help desk. */

import type { Call } from '@visavis/call';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { DevicePickers } from '../device-check.tsx';
import { Dialog } from '../dialog.tsx';
import { LanguageSwitch } from '../frame.tsx';
import type { Language } from '../language.tsx';
import { useCallTexts } from '../texts/call.ts';
import { Details } from './details.tsx';
import { keysWanted, wantKeys } from './keys.ts';
import { corners, type OwnPlace } from './own-place.ts';
import { SavingSwitch } from './saving-switch.tsx';
import { SensesLater } from './senses/parts.tsx';

export interface MorePanelProps {
  call: Call;
  place: OwnPlace;
  onPlace: (place: OwnPlace) => void;
  onLanguage: (language: Language) => void;
  onClose: () => void;
  /** What stands above everything else. */
  first?: ComponentChildren;
  /** What else a page offers here, such as ending the conversation for both. */
  children?: ComponentChildren;
}

/** Lies beside the face on large screens and over the lower half on phones, so that the face stays visible. */
export function MorePanel(props: MorePanelProps) {
  const texts = useCallTexts();
  return (
    <Dialog title={texts.panel.title} onClose={props.onClose} side>
      {props.first}
      <section class="stack">
        <h3>{texts.panel.devices}</h3>
        <DevicePickers media={props.call.media} />
      </section>
      <SavingSwitch call={props.call} />
      <SensesLater call={props.call} />
      <Places place={props.place} onPlace={props.onPlace} />
      <section class="row row-apart">
        <h3>{texts.panel.language}</h3>
        <LanguageSwitch onLanguage={props.onLanguage} />
      </section>
      {props.children}
      <KeyList />
      <Details call={props.call} />
    </Dialog>
  );
}

function Places(props: { place: OwnPlace; onPlace: (place: OwnPlace) => void }) {
  const call = useCallTexts();
  return (
    <fieldset class="stack-tight">
      <legend class="field-label">{call.own.where}</legend>
      <div class="choice">
        {[...corners, 'hidden' as const].map((place) => (
          <label key={place}>
            <input
              type="radio"
              name="own-place"
              checked={props.place === place}
              onChange={() => props.onPlace(place)}
            />
            <span>{call.own.places[place]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The keys, and a tick to do without them. */
export function KeyList() {
  const call = useCallTexts();
  const [wanted, setWanted] = useState(keysWanted);
  return (
    <section class="stack-tight">
      <h3>{call.panel.keys}</h3>
      <dl class="keys">
        {call.keys.list.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <label class="tick">
        <input
          type="checkbox"
          checked={wanted}
          onChange={(event) => {
            setWanted(event.currentTarget.checked);
            wantKeys(event.currentTarget.checked);
          }}
        />
        <span>{call.keys.use}</span>
      </label>
    </section>
  );
}
