/** What is saved holds what was filled in and signed: as pdf.js reads it, and as poppler, another reader altogether, shows it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FormEvent, type FormState, newFormState, step } from '../../clients/ui/call/tools/form/form-step.ts';
import type { FieldValue } from '../../clients/ui/call/tools/form/form-value.ts';
import type { PdfForm } from '../../clients/ui/call/tools/form/pdf-form.ts';
import { readForm } from '../../clients/ui/call/tools/form/pdf-form.ts';
import { applicationForm, formOf } from './form-papers.ts';
import { signature } from './two-forms.ts';

type Bytes = Uint8Array<ArrayBuffer>;

async function open(data: Bytes): Promise<PdfForm> {
  const form = await readForm({ data: data.slice(), verbosity: 0 });
  if (typeof form === 'string') throw new Error(form);
  return form;
}

const laid: FormEvent = { type: 'lay', file: { name: 'x.pdf', hash: '0'.repeat(64), bytes: 1 } };
const stateAfter = (state: FormState, ...events: FormEvent[]): FormState =>
  events.reduce((before, event) => step(before, event).state, state);
const filled = (values: Record<string, FieldValue>): FormState =>
  stateAfter(
    newFormState('axxxxxxxx'),
    laid,
    ...Object.entries(values).map(([field, value]): FormEvent => ({ type: 'fill', field, value })),
  );

const values = {
  name: 'Käthe Sonnenschein',
  reason: 'Ich brauche Hilfe beim Waschen.\nAuch nachts.',
  number: 'A123456789',
  agree: 'Ja',
  grade: '3',
  helps: ['Bad', 'Küche'],
  living: 'paar',
};

async function saved(data: Bytes, state: FormState): Promise<Bytes> {
  const form = await open(data);
  const bytes = await form.save(state.form);
  await form.close();
  return bytes;
}

const valuesIn = async (data: Bytes) => {
  const form = await open(data);
  await form.close();
  return Object.fromEntries(form.fields.map(({ name, value }) => [name, value]));
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'form-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What poppler reads as text. */
function popplerText(data: Bytes): string {
  const file = join(folder, 'form.pdf');
  writeFileSync(file, data);
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
}

/** How many dark pixels poppler paints on a page, in a part of it given in points from its upper left corner. */
function darkness(data: Bytes, page: number, [x, y, width, height]: readonly [number, number, number, number]): number {
  const file = join(folder, 'form.pdf');
  writeFileSync(file, data);
  const area = ['-x', x, '-y', y, '-W', width, '-H', height].map(String);
  execFileSync('pdftoppm', [
    '-r',
    '72',
    '-gray',
    '-singlefile',
    '-f',
    String(page),
    ...area,
    file,
    join(folder, 'page'),
  ]);
  const picture = readFileSync(join(folder, 'page.pgm'));
  return picture.subarray(picture.length - width * height).filter((grey) => grey < 128).length;
}

describe('a saved form', () => {
  it('holds every value, read again by pdf.js', async () => {
    const again = await valuesIn(await saved(applicationForm(), filled(values)));
    expect(again).toMatchObject({ ...values, grade: '3', file: 'AZ 4711' });
  });

  it('shows every value to another reader', async () => {
    const data = await saved(applicationForm(), filled(values));
    const text = popplerText(data);
    for (const words of [
      'Käthe Sonnenschein',
      'Ich brauche Hilfe beim Waschen.',
      'Auch nachts.',
      'Pflegegrad 3',
      'Küche',
    ]) {
      expect(text).toContain(words);
    }
    expect(text.replaceAll(/\s/g, '')).toContain('A123456789');
    // The box is ticked, and of the circles the second.
    expect(darkness(data, 1, [60, 256, 16, 16])).toBeGreaterThan(10);
    expect(darkness(data, 1, [60, 286, 16, 16])).toBe(0);
    expect(darkness(data, 1, [160, 286, 16, 16])).toBeGreaterThan(10);
  });

  it('is the file itself where nothing was filled in', async () => {
    expect(await saved(applicationForm(), filled({}))).toEqual(applicationForm());
  });

  it('holds what was emptied again, and what another saved before', async () => {
    const first = await saved(applicationForm(), filled(values));
    const second = await saved(first, filled({ name: '', living: 'allein', agree: '' }));
    expect(await valuesIn(second)).toMatchObject({ name: '', living: 'allein', agree: '', number: 'A123456789' });
    expect(popplerText(second)).not.toContain('Käthe');
  });

  it('does not change what nobody may change, nor take what a field does not hold', async () => {
    const data = await saved(applicationForm(), filled({ file: 'AZ 0815', grade: '9', number: '12345678901234' }));
    expect(await valuesIn(data)).toMatchObject({ file: 'AZ 4711', grade: '', number: '1234567890' });
  });

  it('keeps letters that the form has no font for, and draws them for readers who have none either', async () => {
    const asked: string[] = [];
    const bar = (text: string, { width, height }: { width: number; height: number }) => {
      asked.push(text);
      return { strokes: [[0, height / 2, width, height / 2]], thickness: 4 };
    };
    const form = await readForm({ data: formOf(['/FT /Tx /T (a)', '/FT /Tx /T (b)']), verbosity: 0 }, bar);
    if (typeof form === 'string') throw new Error(form);
    const data = await form.save(filled({ a: 'Łukasz Анна', b: 'Zoë' }).form);
    expect(await valuesIn(data)).toEqual({ a: 'Łukasz Анна', b: 'Zoë' });
    expect(asked).toEqual(['Łukasz Анна']);
    expect(popplerText(data)).not.toContain('ukasz');
    expect(darkness(data, 1, [100, 80, 100, 20])).toBeGreaterThan(300);
    const again = await form.save(filled({ a: 'Lukasz' }).form);
    expect(popplerText(again)).toContain('Lukasz');
    expect(darkness(again, 1, [140, 80, 60, 20])).toBe(0);
    await form.close();
  });
});

describe('a signature', () => {
  const sign: FormEvent = { type: 'sign', field: 'signature', signature: signature() };
  /** The field on the second page, without the line under it. */
  const place = [60, 182, 240, 58] as const;

  it('is drawn in its place with the date, and gone when it was taken back', async () => {
    const signed = stateAfter(filled(values), sign);
    const form = await open(applicationForm());
    const with1 = await form.save(signed.form);
    expect(darkness(with1, 2, place)).toBeGreaterThan(100);
    expect(popplerText(with1)).toContain('22.11.2026, 17:02');
    const without = await form.save(stateAfter(signed, { type: 'unsign', field: 'signature' }).form);
    expect(darkness(without, 2, place)).toBe(0);
    expect(popplerText(without)).toContain('Käthe Sonnenschein');
    await form.close();
  });

  it.each([0, 90, 180, 270])('lies in its field on a page turned by %i degrees', async (rotation) => {
    const data = formOf(['/FT /Tx /T (a)', '/FT /Sig /T (signature) /Rect [100 300 300 400]'], { rotation });
    const places = {
      0: [100, 200, 200, 100],
      90: [300, 100, 100, 200],
      180: [100, 300, 200, 100],
      270: [200, 100, 100, 200],
    };
    const [x, y, width, height] = places[rotation as 0] as [number, number, number, number];
    const all = rotation % 180 === 0 ? ([0, 0, 400, 600] as const) : ([0, 0, 600, 400] as const);
    const bytes = await saved(data, stateAfter(filled({}), sign));
    expect(darkness(bytes, 1, [x, y, width, height])).toBeGreaterThan(100);
    expect(darkness(bytes, 1, [x, y, width, height])).toBe(darkness(bytes, 1, all));
  });
});
