/** What the telephone changes on the page of a conversation: the key of the microphone, and a way to its tool. */
import type { Rack } from '../use-tools.ts';
import { useTelephone } from './context.ts';

const id = 'telephone';

/** `keys` go over those of the bar: on the telephone the microphone's opens the tool, which says how to get back. */
export function useTelephonePage(rack: Rack) {
  const { view } = useTelephone();
  const open = (): void => {
    if (rack.open !== id) rack.toggle(id);
  };
  return {
    open,
    keys: view.way === 'telephone' ? { microphone: open } : {},
  };
}
