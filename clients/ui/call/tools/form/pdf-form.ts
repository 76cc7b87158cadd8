/** Reads a PDF form with pdf.js, draws its pages, and writes what was filled in and signed back into the file. */
import { AnnotationMode, getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { pdfCaution } from '../board/pdf-worker.ts';
import type { Field, Rect } from './field.ts';
import type { Form } from './form.ts';
import { limits } from './form-value.ts';
import { type Run, wordsNear } from './nearby.ts';
import type { Print } from './print.ts';
import { fieldsOf, type WidgetPage } from './widget.ts';
import { drawnEntries, valueEntries } from './writing.ts';

/** Where the bytes are and where pdf.js works on them. */
type Source = Extract<Parameters<typeof getDocument>[0], { worker?: unknown }>;

/** Why a file is no form that can be filled in here. */
export type Refusal =
  | 'unreadable'
  | 'locked'
  | 'xfa'
  | 'no-fields'
  | 'too-many-pages'
  | 'too-many-fields'
  | 'too-large';

/** In points, held upright. */
export interface FormPage {
  width: number;
  height: number;
}

export interface PdfForm {
  fields: readonly Field[];
  pages: readonly FormPage[];
  /** Draws a page without its fields; `width` in pixels of the canvas. Rejects with `AbortError` when stopped. */
  draw(page: number, canvas: HTMLCanvasElement, width: number, signal: AbortSignal): Promise<void>;
  /** The file with everything that is filled in and signed. */
  save(form: Form): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

function upright(page: PDFPageProxy, rect: readonly [number, number, number, number]): Rect {
  const viewport = page.getViewport({ scale: 1 });
  const [x1 = 0, y1 = 0] = viewport.convertToViewportPoint(rect[0], rect[1]);
  const [x2 = 0, y2 = 0] = viewport.convertToViewportPoint(rect[2], rect[3]);
  return { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
}

async function runsOf(page: PDFPageProxy): Promise<Run[]> {
  const viewport = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  return items.slice(0, limits.runs).flatMap((item) => {
    if (!('str' in item)) return [];
    const [x = 0, y = 0] = viewport.convertToViewportPoint(Number(item.transform[4]), Number(item.transform[5]));
    return [{ text: item.str, x, y: y - item.height / 3, width: item.width }];
  });
}

async function widgetPage(page: PDFPageProxy, index: number): Promise<WidgetPage> {
  const annotations: unknown[] = await page.getAnnotations({ intent: 'display' });
  const runs = annotations.length > 0 ? await runsOf(page) : [];
  return {
    index,
    annotations,
    toRect: (rect) => upright(page, rect),
    wordsAt: (rect, side) => wordsNear(runs, rect, side),
  };
}

const isYes = (info: object, name: string): boolean => name in info && Reflect.get(info, name) === true;

async function refusalOf(pdf: PDFDocumentProxy): Promise<Refusal | undefined> {
  const { info } = await pdf.getMetadata();
  if (typeof Reflect.get(info, 'EncryptFilterName') === 'string') return 'locked';
  if (isYes(info, 'IsXFAPresent') && !isYes(info, 'IsAcroFormPresent')) return 'xfa';
  return pdf.numPages > limits.file.pages ? 'too-many-pages' : undefined;
}

async function drawPage(page: PDFPageProxy, canvas: HTMLCanvasElement, width: number, signal: AbortSignal) {
  const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width });
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  const task = page.render({
    canvas,
    viewport,
    annotationMode: AnnotationMode.ENABLE_FORMS,
    // Ticks go to canvases of their own, which nobody shows: on the page they would lie under every box, ticked or not.
    annotationCanvasMap: new Map(),
    background: '#ffffff',
  });
  const stop = () => task.cancel();
  signal.addEventListener('abort', stop);
  await task.promise.finally(() => signal.removeEventListener('abort', stop));
}

interface Opened {
  pdf: PDFDocumentProxy;
  pages: readonly PDFPageProxy[];
  fields: readonly Field[];
  print: Print;
}

async function save({ pdf, pages, fields, print }: Opened, form: Form): Promise<Uint8Array<ArrayBuffer>> {
  const storage = pdf.annotationStorage;
  for (const [id, entry] of valueEntries(fields, form)) storage.setValue(id, entry);
  const pageOf = (index: number) => {
    const page = pages[index];
    if (!page) throw new Error('no such page');
    const viewport = page.getViewport({ scale: 1 });
    return { rotation: page.rotate, toPoint: (x: number, y: number) => viewport.convertToPdfPoint(x, y) };
  };
  const drawn = drawnEntries(fields, form, pageOf, print);
  for (const [id, entry] of drawn) storage.setValue(id, entry);
  try {
    return storage.size > 0 ? await pdf.saveDocument() : new Uint8Array(await pdf.getData());
  } finally {
    // A signature that is taken back later must not come again.
    for (const [id] of drawn) storage.remove(id);
  }
}

/** Tells fillable forms from others; `source` brings the bytes and where pdf.js works; `print` draws what no font has. Rejects never. */
export async function readForm(source: Source, print: Print = () => undefined): Promise<PdfForm | Refusal> {
  const task = getDocument({ ...pdfCaution, ...source });
  const close = () => task.destroy();
  const refuse = async (refusal: Refusal): Promise<Refusal> => {
    await close().catch(() => {});
    return refusal;
  };
  try {
    const pdf = await task.promise;
    const refusal = await refusalOf(pdf);
    if (refusal) return await refuse(refusal);
    const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, at) => pdf.getPage(at + 1)));
    const sheets = await Promise.all(pages.map(widgetPage));
    // A page that draws tens of thousands of controls stands still.
    const places = sheets.reduce((sum, { annotations }) => sum + annotations.length, 0);
    const fields = places > limits.file.places ? [] : fieldsOf(sheets);
    if (places > limits.file.places || fields.length > limits.file.fields) return await refuse('too-many-fields');
    const isXfa = isYes((await pdf.getMetadata()).info, 'IsXFAPresent');
    if (!fields.some(({ isReadOnly }) => !isReadOnly)) return await refuse(isXfa ? 'xfa' : 'no-fields');
    return {
      fields,
      pages: pages.map((page) => page.getViewport({ scale: 1 })).map(({ width, height }) => ({ width, height })),
      async draw(at, canvas, width, signal) {
        const page = pages[at];
        if (page) await drawPage(page, canvas, width, signal);
      },
      save: (form) => save({ pdf, pages, fields, print }, form),
      close,
    };
  } catch (error) {
    return refuse(error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'unreadable');
  }
}
