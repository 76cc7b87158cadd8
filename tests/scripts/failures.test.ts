/** A failed run names what failed at its end, from the reports of both runners. */
import { expect, it } from 'vitest';
import { durationLines, failureBlock, firstLines, playwrightFailures, vitestFailures } from '../../scripts/failures.ts';

const root = '/project';
const ofVitest = {
  numPassedTests: 1,
  numFailedTests: 1,
  testResults: [
    {
      ...{ name: '/project/tests/a.test.ts', status: 'failed', message: '' },
      assertionResults: [
        { ancestorTitles: [], title: 'holds', status: 'passed', failureMessages: [] },
        {
          ancestorTitles: ['a seat', ''],
          title: 'is free',
          status: 'failed',
          failureMessages: ['Error: taken', 'more'],
        },
      ],
    },
    { name: '/project/tests/b.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] },
    { name: '/project/tests/c.test.ts', status: 'passed', message: '', assertionResults: [] },
  ],
};

const spec = (title: string, status: string, errors: object[] = []) => ({
  ...{ title, file: 'talk.spec.ts' },
  tests: [{ projectName: 'firefox', status, results: [{ errors: [] }, { errors }] }],
});
const ofPlaywright = {
  config: { rootDir: '/project/tests/browser' },
  errors: [{ message: 'SyntaxError: no', location: { file: '/project/tests/browser/x.spec.ts' } }],
  suites: [
    {
      ...{ title: 'talk.spec.ts', specs: [spec('talks', 'expected')] },
      suites: [
        {
          title: 'with a relay',
          specs: [
            spec('is heard', 'unexpected', [
              { message: 'Error: silent', stack: 'Error: silent\n    at talk.spec.ts:3' },
            ]),
          ],
          suites: [
            { title: '', specs: [spec('is seen', 'flaky', [{ value: 'thrown text' }]), spec('is not run', 'skipped')] },
          ],
        },
      ],
    },
  ],
};

it('names each failed unit test with its file and its whole title, and the files that failed without one', () => {
  expect(vitestFailures(ofVitest, 'units', root)).toEqual([
    { suite: 'units', file: 'tests/a.test.ts', title: 'a seat › is free', error: 'Error: taken' },
    { suite: 'units', file: 'tests/b.test.ts', title: 'the file, outside its tests', error: 'Cannot find module' },
  ]);
});

it('names each failed browser test with its browser, those that passed at a second try, and errors outside of tests', () => {
  const talk = { suite: 'browser', file: 'tests/browser/talk.spec.ts' };
  expect(playwrightFailures(ofPlaywright, 'browser', root)).toEqual([
    { suite: 'browser', file: 'tests/browser/x.spec.ts', title: 'outside the tests', error: 'SyntaxError: no' },
    { ...talk, title: '[firefox] › with a relay › is heard', error: 'Error: silent\n    at talk.spec.ts:3' },
    { ...talk, title: '[firefox] › with a relay › is seen', error: 'thrown text' },
  ]);
});

it.each([null, 'text', {}, { testResults: 1, suites: [null], errors: {} }])(
  'finds nothing in a report that is none: %j',
  (report) => {
    expect([vitestFailures(report, 'units', root), playwrightFailures(report, 'browser', root)]).toEqual([[], []]);
  },
);

it('tells the first three lines of an error: plain, short, and without places that are not ours', () => {
  const error = `\u001b[31mError:\u001b[39m no\n\n  at x (node_modules/a.js:1)\n  at node:internal/b\n  ${'é'.repeat(300)}\nthird\nfourth`;
  expect(firstLines(error)).toEqual(['Error: no', `${'é'.repeat(199)}…`, 'third']);
});

it('lays out one paragraph for each, and says nothing when nothing failed', () => {
  const failures = [
    { suite: 'pods', file: 'a.test.ts', title: 'is free', error: 'Error: taken\n  at a.test.ts:3' },
    { suite: 'browser', file: '', title: 'ended with exit code 1', error: '' },
  ];
  const paragraphs = [
    'failed:',
    'pods: a.test.ts › is free\n    Error: taken\n    at a.test.ts:3',
    'browser: ended with exit code 1',
  ];
  expect(failureBlock(failures)).toBe(paragraphs.join('\n\n'));
  expect(failureBlock([])).toBe('');
});

it('says in minutes and seconds how long each suite took', () => {
  const suites = [
    { suite: 'pods', ms: 288_341 },
    { suite: 'modules', ms: 59_600 },
  ];
  expect(durationLines(suites)).toBe('pods     4:48\nmodules  1:00');
});
