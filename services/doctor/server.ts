/** Runs the doctor: `npm run doctor [-- --url https://host] [--ca FILE] [--json]`. Ends with 1 when something is broken, with 64 when asked wrongly. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock } from '@visavis/runtime';
import { examine } from './app.ts';
import { asJson, asText, isHealthy } from './report.ts';

const usage = 'doctor [--url https://host] [--ca FILE] [--json]';

interface Wishes {
  url: string | undefined;
  ca: string | undefined;
  json: boolean;
}

function wishes(): Wishes {
  const { values } = parseArgs({
    options: { url: { type: 'string' }, ca: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  if (values.url !== undefined && !/^https?:\/\/[^/]/.test(values.url))
    throw new RangeError('--url: expected https://host');
  return {
    url: values.url,
    ca: values.ca === undefined ? undefined : readFileSync(values.ca, 'utf8'),
    json: values.json,
  };
}

function asked(): Wishes {
  try {
    return wishes();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : 'failed'}\n${usage}`);
    process.exit(64);
  }
}

const { url, ca, json } = asked();
const examination = await examine({ env: process.env, url, ca, clock: systemClock });
console.log(json ? asJson(examination.url, examination.results) : asText(examination.results));
// A check that came too late may still hold a socket.
process.exit(isHealthy(examination.results) ? 0 : 1);
