/** The PDF as something to look at: read once for as long as it lies on the table, by a part that is loaded for it. */
import { useEffect, useState } from 'preact/hooks';
import type { PdfForm, Refusal } from './pdf-form.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const read = new Map<Bytes, Promise<PdfForm | Refusal>>();

/** Reads a file, or answers what came of it before. Rejects never. */
export function paperOf(bytes: Bytes): Promise<PdfForm | Refusal> {
  const known = read.get(bytes);
  if (known) return known;
  // pdf.js comes with the first form that is looked at.
  const reading = import('./open-form.ts').then(
    ({ openForm }) => openForm(bytes),
    (): Refusal => 'unreadable',
  );
  read.set(bytes, reading);
  return reading;
}

/** The file is not looked at any more: its worker ends. */
export async function putAway(bytes: Bytes): Promise<void> {
  const paper = await read.get(bytes);
  read.delete(bytes);
  if (typeof paper === 'object') await paper.close();
}

/** Undefined until it was read. */
export function usePaper(bytes: Bytes | undefined): PdfForm | Refusal | undefined {
  const [shown, show] = useState<{ bytes: Bytes; paper: PdfForm | Refusal } | undefined>(undefined);
  useEffect(() => {
    if (!bytes) return;
    let isWanted = true;
    paperOf(bytes).then((paper) => {
      if (isWanted) show({ bytes, paper });
    });
    return () => {
      isWanted = false;
      void putAway(bytes);
    };
  }, [bytes]);
  return shown?.bytes === bytes ? shown?.paper : undefined;
}
