/** The person opposite, and beside them whoever joins the two: hands everything on, and remembers what a third one will need. */
import type { CompanyEvents } from './company-face.ts';
import type { CreateOpposite, CreateOpposites, Opposite, Opposites, PairEvents, PairOptions } from './pair-face.ts';

/** See {@link CreateOpposites}. */
export const inCompany =
  (create: CreateOpposite): CreateOpposites =>
  (options, events) =>
    new Accompanied(create, options, events);

class Accompanied implements Opposites {
  readonly #main: Opposite;

  constructor(create: CreateOpposite, options: PairOptions, events: PairEvents & CompanyEvents) {
    this.#main = create(options, events);
  }

  handleRoom(): void {}

  accompany(): void {}

  meet: Opposite['meet'] = (peer, ready) => this.#main.meet(peer, ready);
  say: Opposite['say'] = (message) => this.#main.say(message);
  handleFrame: Opposite['handleFrame'] = (frame) => this.#main.handleFrame(frame);
  handlePathOpen = (): void => this.#main.handlePathOpen();
  handleNetworkChanged = (): void => this.#main.handleNetworkChanged();
  setReachableByPod: Opposite['setReachableByPod'] = (...reachable) => this.#main.setReachableByPod(...reachable);
  setIceServers: Opposite['setIceServers'] = (servers) => this.#main.setIceServers(servers);
  setMedia: Opposite['setMedia'] = (media) => this.#main.setMedia(media);
  setScreen: Opposite['setScreen'] = (screen) => this.#main.setScreen(screen);
  setOnAir: Opposite['setOnAir'] = (isOnAir) => this.#main.setOnAir(isOnAir);
  prove: Opposite['prove'] = (wish) => this.#main.prove(wish);
  sendOn: Opposite['sendOn'] = (lane, payload) => this.#main.sendOn(lane, payload);
  dropLine = (): void => this.#main.dropLine();
  acknowledged = (): Promise<void> => this.#main.acknowledged();
  close = (): void => this.#main.close();
}
