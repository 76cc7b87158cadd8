/** What deploy/ does with the relay's settings beyond handing them over. */
import { describe, expect, it } from 'vitest';
import { at, readDeployed } from '../deploy/read-yaml.ts';

describe('in Compose', () => {
  // Which recreates a container only when its own definition is another one.
  it('a setting of .env that changes recreates coturn too, which reads them from a file', () => {
    const [compose] = readDeployed('compose.yaml');
    const told = at(compose, 'services', 'turn-configuration', 'environment');
    expect(Object.values(told ?? {}).filter((value) => String(value).includes('${')).length).toBeGreaterThan(3);
    expect(at(compose, 'services', 'coturn', 'environment')).toEqual(told);
  });
});
