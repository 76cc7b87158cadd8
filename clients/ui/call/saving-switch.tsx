/** The tick that makes both pictures small, where little data gets through. */
import type { Call } from '@visavis/call';
import { useCauseTexts } from '../texts/causes.ts';
import { useView } from '../use-view.ts';

export function SavingSwitch({ call }: { call: Call }) {
  const { saving } = useCauseTexts();
  const view = useView(call);
  return (
    <section class="stack-tight">
      <h3>{saving.title}</h3>
      <label class="tick">
        <input
          type="checkbox"
          checked={view.saving === true}
          onChange={(event) => call.save(event.currentTarget.checked)}
        />
        <span>{saving.switch}</span>
      </label>
      <p class="soft">{saving.why}</p>
    </section>
  );
}
