/** What is saved as PDF is one: pdf.js finds its pages, their size, their picture, and the title. */
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, it } from 'vitest';
import { pdfOf } from '../../clients/ui/call/tools/board/pdf-file.ts';

/** The smallest JPEG: one grey pixel. */
const jpeg = new Uint8Array(
  Buffer.from(
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
    'base64',
  ),
);

it('writes a PDF with a page for every sheet', async () => {
  const blob = pdfOf(
    [
      { jpeg, width: 1_600, height: 1_000 },
      { jpeg, width: 1_000, height: 1_600 },
      { jpeg, width: 1, height: 1 },
    ],
    'Tafel (für Käthe) \\',
    'de',
  );
  const task = getDocument({ data: new Uint8Array(await blob.arrayBuffer()), stopAtErrors: true, verbosity: 0 });
  const pdf = await task.promise;
  expect(pdf.numPages).toBe(3);
  expect((await pdf.getMetadata()).info).toMatchObject({ Title: 'Tafel (für Käthe) \\', Language: 'de' });
  const [first, second] = [await pdf.getPage(1), await pdf.getPage(2)];
  expect(first.view).toEqual([0, 0, 842, 526.25]);
  expect(second.view).toEqual([0, 0, 526.25, 842]);
  const third = await pdf.getPage(3);
  const { fnArray, argsArray } = await third.getOperatorList();
  const [name] = argsArray[fnArray.indexOf(OPS.paintImageXObject)];
  const picture = await new Promise((resolve) => third.objs.get(name, resolve));
  expect(picture).toMatchObject({ width: 1, height: 1, data: new Uint8ClampedArray([128]) });
  await task.destroy();
});
