/** The guest's journey up to the door. */
import { describe, expect, it } from 'vitest';
import { answer, atDoor, link, noon, opened, organisation, walk } from './sample.ts';

const types = (effects: { type: string }[]) => effects.map(({ type }) => type);
const reads = ['load-organisation', 'ask-link'];
/** What a link does by itself: it asks, and this tab keeps it for a reload. */
const opens = [...reads, 'remember'];
const refused = (code: 'not-admitted' | 'consent-outdated' | 'too-many', untilMs?: number) =>
  ({ type: 'failed', of: 'admit', trouble: { code, incident: '7K3M9QXA', untilMs } }) as const;

describe('a link that is opened', () => {
  it('only reads, so that a mail scanner changes nothing', () => {
    const { effects } = walk([...atDoor, { type: 'tick' }, { type: 'tick' }]);
    expect(types(effects)).toEqual(opens);
  });

  it('is still known after a reload, when the link has left the address', () => {
    const { session } = walk(atDoor).effects.find((effect) => effect.type === 'remember') ?? {};
    expect(session).toMatchObject({ link, inRoom: false, onAir: false });
    const again = walk([opened({ link: undefined, session }), ...atDoor.slice(1)]);
    expect(again.state.at).toMatchObject({ phase: 'arrive', typed: { code: link.code } });
  });

  it.each(['early', 'open'] as const)('leads straight to the test when it asks for one (%s), and back', (state) => {
    const asked = [opened({ forTest: true }), atDoor[1], { type: 'link-answer', answer: answer({ state }) }] as const;
    const { state: journey, effects } = walk(asked.filter((event) => event !== undefined));
    expect(journey.at).toMatchObject({ phase: 'permission', purpose: 'test', asked: false });
    expect(types(effects)).toEqual([...opens, 'warm-engine']);
    const none = { microphone: false, camera: false };
    const done = walk(
      [
        { type: 'without', wish: none },
        { type: 'check-done', marks: undefined },
      ],
      journey,
    );
    expect(done.state.at.phase).toBe(state === 'early' ? 'early' : 'arrive');
    expect(types(done.effects)).not.toContain('join');
  });

  it.each(['over', 'cancelled'] as const)('has no test for an appointment that is %s', (state) => {
    const late = walk([opened({ forTest: true }), ...atDoor.slice(1, 2)]).state;
    expect(walk([{ type: 'link-answer', answer: answer({ state }) }], late).state.at).toEqual({ phase: state });
  });

  it.each(['over', 'cancelled'] as const)('leads to the page "%s"', (state) => {
    const { state: journey } = walk([
      opened(),
      { type: 'link-answer', answer: answer({ state }) },
      { type: 'organisation', organisation },
    ]);
    expect(journey.at).toEqual({ phase: state });
  });

  it('asks again by itself when the door opens, by the clock of the service', () => {
    const ahead = 90_000;
    const early = answer({ state: 'early', now: noon + ahead, opensAt: new Date(noon + ahead + 60_000).toISOString() });
    const before = walk([
      opened(),
      { type: 'organisation', organisation },
      { type: 'link-answer', answer: early },
    ]).state;
    expect(before.at.phase).toBe('early');
    expect(walk([{ type: 'tick' }], before, noon + 59_000).effects).toEqual([]);
    const asked = walk([{ type: 'tick' }, { type: 'tick' }], before, noon + 60_000);
    expect(types(asked.effects)).toEqual(['ask-link']);
    expect(walk([{ type: 'link-answer', answer: answer() }], asked.state).state.at.phase).toBe('arrive');
  });

  it('that nobody knows offers number and code', () => {
    const unknown = walk([
      opened(),
      { type: 'organisation', organisation },
      { type: 'failed', of: 'link', trouble: { code: 'link-unknown', incident: '7K3M9QXA', untilMs: undefined } },
    ]).state;
    expect(unknown.at.phase).toBe('unknown');
    const { state } = walk([{ type: 'by-number' }], unknown);
    expect(state.at.phase).toBe('arrive');
    expect(state.facts.link).toBeUndefined();
  });

  it('is tried again, a little later each time, while the service is out of reach', () => {
    const lost = {
      type: 'failed',
      of: 'link',
      trouble: { code: 'unavailable', incident: undefined, untilMs: undefined },
    } as const;
    const first = walk([opened(), lost]).state;
    expect(first.at).toEqual({ phase: 'unreachable', tries: 1, againMs: noon + 3_000 });
    const again = walk([{ type: 'tick' }], first, noon + 3_000);
    expect(types(again.effects)).toEqual(reads);
    expect(walk([lost], again.state).state.at).toMatchObject({ tries: 2, againMs: noon + 5_000 });
  });

  it('in an app waits for the person before it asks anything of the service about the link', () => {
    const inApp = walk([opened({ browser: 'in-app' })]);
    expect(types(inApp.effects)).toEqual(['load-organisation']);
    expect(types(walk([{ type: 'go-on' }], inApp.state).effects)).toEqual(reads);
  });
});

describe('the door', () => {
  it('names the first thing that is missing, in the order of the page', () => {
    const typed = walk([opened({ link: undefined }), { type: 'organisation', organisation }, { type: 'submit' }]).state;
    expect(typed.at).toMatchObject({ phase: 'arrive', missing: 'number' });
    const number = walk([{ type: 'typed', field: 'number', value: '4711 2233 10' }, { type: 'submit' }], typed).state;
    expect(number.at).toMatchObject({ missing: 'code' });
    const code = walk([{ type: 'typed', field: 'code', value: '4829-1370' }, { type: 'submit' }], number).state;
    expect(code.at).toMatchObject({ missing: 'name' });
    const name = walk([{ type: 'typed', field: 'name', value: 'Erika' }, { type: 'submit' }], code).state;
    expect(name.at).toMatchObject({ missing: 'agreed' });
    const { effects } = walk([{ type: 'agreed', agreed: true }, { type: 'submit' }], name);
    expect(effects).toEqual([
      { type: 'admit', proof: { number: '4711223310', code: '48291370', name: 'Erika' }, consent: '2026-11' },
    ]);
  });

  it('sends nothing until the terms are ticked and the button is pressed', () => {
    expect(types(walk([...atDoor, { type: 'submit' }]).effects)).toEqual(opens);
    const { effects } = walk([...atDoor, { type: 'agreed', agreed: true }, { type: 'submit' }, { type: 'submit' }]);
    expect(effects.slice(opens.length)).toEqual([
      { type: 'admit', proof: { appointment: link.appointment, code: '48291370' }, consent: '2026-11' },
    ]);
  });

  it('keeps what was typed when it refuses, and waits as long as it is told', () => {
    const tried = walk([
      ...atDoor,
      { type: 'agreed', agreed: true },
      { type: 'submit' },
      refused('too-many', noon + 30_000),
    ]).state;
    expect(tried.at).toMatchObject({ typed: { agreed: true }, busy: false, trouble: { code: 'too-many' } });
    expect(walk([{ type: 'submit' }], tried, noon + 29_000).effects).toEqual([]);
    expect(types(walk([{ type: 'submit' }], tried, noon + 30_000).effects)).toEqual(['admit']);
  });

  it('asks for consent anew when the terms have changed', () => {
    const { state, effects } = walk([
      ...atDoor,
      { type: 'agreed', agreed: true },
      { type: 'submit' },
      refused('consent-outdated'),
    ]);
    expect(state.at).toMatchObject({ typed: { agreed: false } });
    expect(types(effects).at(-1)).toBe('load-organisation');
  });

  it('asks for the code again when a known device no longer opens it', () => {
    const session = { link, device: 'old', consent: '2026-11', inRoom: false, onAir: false };
    const { state } = walk([
      opened({ session }),
      ...atDoor.slice(1),
      { type: 'agreed', agreed: true },
      { type: 'submit' },
      refused('not-admitted'),
    ]);
    expect(state.facts.device).toBeUndefined();
  });
});
