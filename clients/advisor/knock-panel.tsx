/** What happens when somebody waits: hear it, try it, allow notifications. Nothing is asked of the browser unasked. */
import { Button, Notice } from '@visavis/ui';
import { useState } from 'preact/hooks';
import type { DaySnapshot } from './day-store.ts';
import { useSetting } from './setting.tsx';
import { useTexts } from './texts/index.ts';

export function KnockPanel({ snapshot }: { snapshot: DaySnapshot }) {
  const { day, parts } = useSetting();
  const { knock } = useTexts().day;
  const [permission, setPermission] = useState(() => parts.bell.permission());
  const [failed, setFailed] = useState(false);
  return (
    <section class="card stack" aria-labelledby="knock-title">
      <h2 id="knock-title">{knock.title}</h2>
      <p class="soft">{knock.explain}</p>
      <label class="tick">
        <input
          type="checkbox"
          checked={snapshot.knock.soundWanted}
          onChange={(event) => day.setSound(event.currentTarget.checked)}
        />
        <span>{knock.sound}</span>
      </label>
      <div class="row">
        <Button icon="volume-2" small onClick={() => void day.trySound().then((played) => setFailed(!played))}>
          {knock.trySound}
        </Button>
      </div>
      <div role="status">
        {failed && <p>{knock.soundFailed}</p>}
        {snapshot.soundAsleep && !failed && <p>{knock.soundAsleep}</p>}
      </div>
      {permission === 'default' && (
        <>
          <p class="soft">{knock.notifyAsk}</p>
          <div class="row">
            <Button icon="bell" small onClick={() => void parts.bell.askPermission().then(setPermission)}>
              {knock.notify}
            </Button>
          </div>
        </>
      )}
      <div role="status">
        {permission === 'granted' && <p class="soft">{knock.notifyOn}</p>}
        {permission === 'denied' && (
          <Notice>
            <p>{knock.notifyBlocked}</p>
          </Notice>
        )}
      </div>
    </section>
  );
}
