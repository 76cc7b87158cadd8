/** The lead's pages, which come when they are opened. */
import { useUiTexts } from '@visavis/ui';
import { useModule } from '@visavis/ui/call/use-module.ts';

const loadLead = () => import('./lead/lead-page.tsx');

export function LaterLead() {
  const { words } = useUiTexts();
  const lead = useModule(true, loadLead);
  return lead ? <lead.LeadPage /> : <p role="status">{words.loading}</p>;
}
