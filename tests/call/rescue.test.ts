/** A line that is dead but looks open swallows what is said over it: its rescue goes by the pods as well. */
import { describe, expect, it } from 'vitest';
import { phases, talking } from './world.ts';

describe('a line whose path is gone for good', () => {
  it('is restarted a second after it was found out, without a new connection', async () => {
    const { advisor, guest, network, pass } = await talking();
    network.reroute();
    await pass(2_900);
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
    await pass(1_100);
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
    expect(advisor.call.view).toMatchObject({ transport: 'connected', details: { restarts: 1, rebuilds: 0 } });
  });

  it('is restarted at once when the device tells that its network changed', async () => {
    const { advisor, guest, network, pass } = await talking();
    network.reroute();
    guest.wake('network-changed');
    await pass(500);
    expect(guest.call.view).toMatchObject({ transport: 'connected', details: { rebuilds: 0 } });
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
  });

  it('swallows nothing that was said over it meanwhile', async () => {
    const { advisor, guest, network, pass } = await talking();
    network.reroute();
    guest.media.show({ camera: 'off' });
    await pass(1_300);
    expect(advisor.call.view.peer?.camera).toBe('off');
  });
});
