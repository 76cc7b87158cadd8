/** Opens a form in a worker of its own, with nothing from outside, no script of the document, and an end to waiting. */
import { GlobalWorkerOptions, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { createPdfWorker } from '../board/pdf-worker.ts';
import { limits } from './form-value.ts';
import { type PdfForm, type Refusal, readForm } from './pdf-form.ts';
import { print } from './print.ts';

/** Whoever is not done reading by then never will be. */
const patienceMs = 40_000;

/** Rejects never. Close the form when done. */
export async function openForm(bytes: Uint8Array<ArrayBuffer>): Promise<PdfForm | Refusal> {
  if (bytes.length > limits.file.bytes) return 'too-large';
  const port = createPdfWorker();
  GlobalWorkerOptions.workerPort = port;
  const worker = PDFWorker.create({ port });
  const end = (): void => {
    worker.destroy();
    port.terminate();
  };
  // A copy: pdf.js hands the bytes over to the worker.
  const reading = readForm({ data: bytes.slice(), worker }, print);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waiting = new Promise<Refusal>((resolve) => {
    timer = setTimeout(() => resolve('unreadable'), patienceMs);
  });
  const form = await Promise.race([reading, waiting]);
  clearTimeout(timer);
  if (typeof form === 'string') {
    end();
    return form;
  }
  return {
    ...form,
    async close() {
      await form.close().catch(() => {});
      end();
    },
  };
}
