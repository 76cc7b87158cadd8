/** After a reload the advisor is in the room again; a copied tab, a closed appointment and a room that was left are not. */
import { describe, expect, it } from 'vitest';
import { type KeptRoom, makeRoomReturn } from '../../clients/advisor/room-return.ts';
import { memoryStorage } from '../../clients/advisor/safe-storage.ts';

const room: KeptRoom = { appointment: 'A'.repeat(22), started: true };

/** One tab and its page loads. */
function tab(store = memoryStorage()) {
  return (isReload: boolean) => {
    let leave = (_: boolean) => {};
    const roomReturn = makeRoomReturn({
      store: () => store,
      isReload,
      onLeaving: (listener) => {
        leave = listener;
      },
    });
    return { roomReturn, leave: (isLeaving: boolean) => leave(isLeaving) };
  };
}

describe('the way back into a room', () => {
  it('is known after a reload, and to no other page', () => {
    const load = tab();
    load(false).roomReturn.keep(room);
    expect(load(true).roomReturn.before).toEqual(room);
    expect(load(false).roomReturn.before).toBeUndefined();
    expect(tab()(true).roomReturn.before).toBeUndefined();
  });

  it('is gone once the room is left, and not because the page goes away', () => {
    const load = tab();
    const first = load(false);
    first.roomReturn.keep(room);
    first.leave(true);
    first.roomReturn.keep({ ...room, started: false });
    first.roomReturn.keep(undefined);
    const second = load(true);
    expect(second.roomReturn.before).toEqual(room);
    second.roomReturn.keep(undefined);
    expect(second.roomReturn.before).toBeUndefined();
    expect(load(true).roomReturn.before).toBeUndefined();
  });

  it('is kept again by a page that comes back as it was', () => {
    const load = tab();
    const { roomReturn, leave } = load(false);
    leave(true);
    leave(false);
    roomReturn.keep(room);
    expect(load(true).roomReturn.before).toEqual(room);
  });

  it('is nothing where the tab keeps nothing, or something else', () => {
    const store = memoryStorage();
    const refuses = makeRoomReturn({
      store: () => {
        throw new Error('denied');
      },
      isReload: true,
      onLeaving: () => {},
    });
    expect(refuses.before).toBeUndefined();
    expect(() => refuses.keep(room)).not.toThrow();
    store.setItem('visavis.advisor.room', '{"appointment":"../x","started":true}');
    expect(tab(store)(true).roomReturn.before).toBeUndefined();
  });
});
