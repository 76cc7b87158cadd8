/** Reading forms: every kind of field with its name for people, what is refused and why, and a document that would rather be a program. */

import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { pdfCaution } from '../../clients/ui/call/tools/board/pdf-worker.ts';
import { type Field, fitting } from '../../clients/ui/call/tools/form/field.ts';
import { type PdfForm, readForm } from '../../clients/ui/call/tools/form/pdf-form.ts';
import * as papers from './form-papers.ts';
import { restricted } from './locked-paper.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Resolves with a form that is closed already: its fields and pages stay. */
async function read(data: Bytes): Promise<PdfForm> {
  const form = await readForm({ data, verbosity: 0 });
  if (typeof form === 'string') throw new Error(form);
  await form.close();
  return form;
}

const refusal = async (data: Bytes) => {
  const form = await readForm({ data, verbosity: 0 });
  return typeof form === 'string' ? form : undefined;
};

function named(fields: readonly Field[], name: string): Field {
  const field = fields.find((known) => known.name === name);
  if (!field) throw new Error(name);
  return field;
}

describe('a form', () => {
  it('has its fields in the order of the file, each once, with the names for people', async () => {
    const { fields, pages } = await read(papers.applicationForm());
    expect(pages).toEqual([
      { width: 595, height: 842 },
      { width: 595, height: 842 },
    ]);
    expect(fields.map(({ name, kind, label }) => [name, kind, label])).toEqual([
      ['name', 'text', 'Vor- und Nachname'],
      ['reason', 'text', 'Begründung'],
      ['number', 'text', 'Versichertennummer'],
      ['agree', 'check', 'Einverstanden'],
      ['grade', 'choice', 'Pflegegrad'],
      ['helps', 'list', 'Hilfe bei'],
      ['living', 'radio', 'living'],
      ['file', 'text', 'Aktenzeichen'],
      ['signature', 'signature', 'Unterschrift'],
    ]);
  });

  it('knows what each field asks for', async () => {
    const { fields } = await read(papers.applicationForm());
    expect(named(fields, 'name')).toMatchObject({ isRequired: true, isReadOnly: false, value: '' });
    expect(named(fields, 'reason')).toMatchObject({ isMultiLine: true });
    expect(named(fields, 'number')).toMatchObject({ isComb: true, maxLength: 10 });
    expect(named(fields, 'helps')).toMatchObject({ isMultiple: true, value: [] });
    expect(named(fields, 'file')).toMatchObject({ isReadOnly: true, value: 'AZ 4711' });
    expect(named(fields, 'grade').options[1]).toEqual({ value: '2', label: 'Pflegegrad 2' });
    expect(named(fields, 'living').places.map(({ state, label }) => [state, label])).toEqual([
      ['allein', 'Ich lebe allein.'],
      ['paar', 'Wir leben zu zweit.'],
    ]);
    expect(named(fields, 'name').places[0]?.rect).toEqual({ x: 60, y: 102, width: 340, height: 20 });
  });

  it('takes what is written nearby for the name of a field that has none', async () => {
    const content = 'BT /Helv 11 Tf 20 505 Td (Vorname:) Tj ET BT /Helv 11 Tf 100 465 Td (Geburtsort) Tj ET';
    const { fields } = await read(
      papers.formOf(['/FT /Tx /T (a1)', '/FT /Tx /T (a2)', '/FT /Tx /T (Seite[0].Strasse_Nr[0])'], { content }),
    );
    expect(fields.map(({ label }) => label)).toEqual(['Vorname:', 'Geburtsort', 'Strasse Nr']);
  });

  it('asks with a group of circles what its tooltip says, or what is written before it', async () => {
    const circle = (name: string, state: string, more = '') =>
      `/FT /Btn /Ff 49152 /T (${name}) ${more} /AP << /N << /${state} 5 0 R /Off 5 0 R >> >>`;
    const content =
      'BT /Helv 11 Tf 210 505 Td (Ja, gern) Tj ET BT /Helv 11 Tf 210 445 Td (Lieber nicht) Tj ET BT /Helv 11 Tf 40 385 Td (Wohnung) Tj ET BT /Helv 11 Tf 210 385 Td (Miete) Tj ET';
    const { fields } = await read(
      papers.formOf(
        [
          circle('a', 'ja', '/TU (Kommen Sie?)'),
          circle('a', 'nein', '/TU (Kommen Sie?)'),
          circle('b', 'miete'),
          circle('b', 'eigen', '/TU (Eigentum)'),
        ],
        { content },
      ),
    );
    expect(fields.map(({ label, places }) => [label, places.map((place) => place.label)])).toEqual([
      ['Kommen Sie?', ['Ja, gern', 'Lieber nicht']],
      ['Wohnung', ['Miete', 'Eigentum']],
    ]);
  });

  it('has its fields in place on a page that lies on its side', async () => {
    const { fields, pages } = await read(papers.formOf(['/FT /Tx /T (a)'], { rotation: 90 }));
    expect(pages).toEqual([{ width: 600, height: 400 }]);
    expect(fields[0]?.places[0]?.rect).toEqual({ x: 500, y: 100, width: 20, height: 100 });
  });
});

describe('what cannot be filled in', () => {
  it.each([
    ['no PDF at all', () => new Uint8Array([1, 2, 3]), 'unreadable'],
    ['a password', papers.withPassword, 'locked'],
    ['rules that forbid changes', restricted, 'locked'],
    ['XML in a PDF', papers.onlyXfa, 'xfa'],
    ['no fields', papers.withoutFields, 'no-fields'],
    ['fields that nobody may change', () => papers.formOf(['/FT /Tx /T (a) /Ff 1']), 'no-fields'],
    ['61 pages', () => papers.ofPages(61), 'too-many-pages'],
    ['more fields than anybody fills in', () => papers.withFields(2_001), 'too-many-fields'],
  ])('is refused: %s', async (_title, make, expected) => {
    expect(await refusal(make())).toBe(expected);
  });
});

describe('a document that would rather be a program', () => {
  it('does not make a picture of a hundred million dots out of a few bytes', async () => {
    const drawn = async (width: number) => {
      const data = papers.withPicture(width, 10_000);
      expect(data.length).toBeLessThan(20_000);
      const task = getDocument({ ...pdfCaution, data, verbosity: 0 });
      const { fnArray } = await (await (await task.promise).getPage(1)).getOperatorList();
      await task.destroy();
      return fnArray.some((deed) => deed === OPS.paintImageXObject);
    };
    expect([await drawn(8), await drawn(10_000)]).toEqual([true, false]);
  });

  it('runs nothing, and keeps only fields that people can see and fill in', async () => {
    const { fields } = await read(papers.nastyForm());
    expect(Reflect.get(globalThis, 'ran')).toBeUndefined();
    expect(fields.map(({ name }) => name)).toEqual(['total', 'long', 'choice']);
    expect(named(fields, 'long').maxLength).toBe(4_000);
    expect(named(fields, 'long').label).toBe('<img src=x onerror=alert(1)>');
    expect(named(fields, 'choice').options.map(({ value }) => value)).toEqual(['a', 'a', 'only']);
  });
});

describe('a word of the other side', () => {
  it('is held to what the field takes', async () => {
    const { fields } = await read(papers.applicationForm());
    const fitted = (name: string, value: string | string[]) => fitting(named(fields, name), value);
    expect(fitted('number', '123456789012')).toBe('1234567890');
    expect(fitted('name', 'zwei\nZeilen')).toBe('zwei Zeilen');
    expect(fitted('reason', 'zwei\nZeilen')).toBe('zwei\nZeilen');
    expect(fitted('grade', '7')).toBe('');
    expect(fitted('living', 'villa')).toBe('');
    expect(fitted('agree', 'Ja')).toBe('Ja');
    expect(fitted('helps', ['Küche', 'Pool', 'Bad'])).toEqual(['Bad', 'Küche']);
    expect(fitted('name', ['a list'])).toBe('a list');
  });
});
