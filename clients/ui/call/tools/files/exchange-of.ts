/** The one exchange of files that belongs to a call: it outlives the panel, and ends with the conversation. */
import type { Call } from '@visavis/call';
import { createFileExchange, type FileExchange, type TransferKey } from '@visavis/call/files/index.ts';

interface Kept {
  exchange: FileExchange;
  /** Of files that were handed over for saving; the browser may still be reading them. */
  addresses: string[];
  savedAt: number;
}

/** How long a browser is given to copy a file that was saved just before the end. */
const savingMs = 10_000;
const kept = new WeakMap<Call, Kept>();

function keep(call: Call): Kept {
  const made: Kept = { exchange: createFileExchange(call.lane('files')), addresses: [], savedAt: 0 };
  kept.set(call, made);
  const leaving = (event: PageTransitionEvent): void => {
    if (!event.persisted) erase();
  };
  const erase = (): void => {
    // Else the page would hold on to the names of the files after the conversation.
    removeEventListener('pagehide', leaving);
    for (const address of made.addresses.splice(0)) URL.revokeObjectURL(address);
    void made.exchange.close();
  };
  const stop = call.subscribe(({ phase }) => {
    if (phase !== 'ended' && phase !== 'refused') return;
    stop();
    setTimeout(erase, Math.max(0, made.savedAt + savingMs - Date.now()));
  });
  addEventListener('pagehide', leaving);
  return made;
}

export const exchangeOf = (call: Call): FileExchange => (kept.get(call) ?? keep(call)).exchange;

/** Hands a whole file to the browser's own saving; call it inside the click. `false` when it is not there. */
export async function saveFile(call: Call, key: TransferKey, name: string): Promise<boolean> {
  const own = kept.get(call);
  const blob = await own?.exchange.save(key);
  if (own === undefined || blob === undefined) return false;
  const address = URL.createObjectURL(blob);
  own.addresses.push(address);
  own.savedAt = Date.now();
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  return true;
}
