/** Turns the pages of a PDF into pictures for the board, by pdf.js in a worker: only the pictures go to the other side. */
import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { createPdfWorker, pdfCaution } from './pdf-worker.ts';
import { type BoardPicture, longEdge, newCanvas, pictureOf } from './picture-file.ts';

export interface PdfPage {
  /** From 1. */
  number: number;
  picture: BoardPicture;
}

export interface PdfPages {
  count: number;
  /** The first `most` pages, one after the other. */
  pages(most: number): AsyncGenerator<PdfPage>;
  close(): Promise<void>;
}

async function drawPage(pdf: PDFDocumentProxy, number: number): Promise<PdfPage> {
  const page = await pdf.getPage(number);
  const whole = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: longEdge / Math.max(whole.width, whole.height) });
  const { canvas } = newCanvas(viewport.width, viewport.height);
  await page.render({ canvas, viewport, background: '#ffffff' }).promise;
  page.cleanup();
  const picture = await pictureOf(canvas, false);
  // Safari counts the pixels of every canvas that is still there, and soon makes no more.
  canvas.width = 0;
  return { number, picture };
}

/** Rejects when the file is no PDF or wants a password. Close it when done. */
export async function openPdf(file: Blob): Promise<PdfPages> {
  const data = new Uint8Array(await file.arrayBuffer());
  const port = createPdfWorker();
  GlobalWorkerOptions.workerPort = port;
  const worker = PDFWorker.create({ port });
  const broken = new Promise<never>((_resolve, reject) => {
    port.onerror = () => reject(new Error('the worker is gone'));
  });
  const close = async () => {
    worker.destroy();
    port.terminate();
  };
  try {
    const pdf = await Promise.race([getDocument({ ...pdfCaution, data, worker }).promise, broken]);
    return {
      count: pdf.numPages,
      async *pages(most) {
        for (let number = 1; number <= Math.min(most, pdf.numPages); number++) yield await drawPage(pdf, number);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
