/** The public face of the call engine. */
export { browserParts } from './browser-parts.ts';
export { createCall } from './call.ts';
export type { CallParts } from './call-parts.ts';
export type * from './call-view.ts';
export { checkNetwork } from './check.ts';
export { framesSupport } from './frames-support.ts';
export { createMedia } from './media.ts';
export { createReconnecting, type ReconnectOptions } from './reconnect.ts';
export type { Connect } from './signalling.ts';
export { createTelephone, type Telephone, type TelephoneView } from './telephone.ts';
export { measureThroughput } from './throughput-later.ts';
