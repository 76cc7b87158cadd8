/** The face of simple-peer 9.11.1 that `peer-simple.ts` uses, inner members included; `@types/simple-peer` would pull Node's types in. */
declare module 'simple-peer' {
  export interface SimplePeerOptions {
    initiator: boolean;
    config: RTCConfiguration;
    channelName?: string;
    trickle?: boolean;
  }

  export default class SimplePeer {
    static config: RTCConfiguration;
    constructor(options: SimplePeerOptions);
    readonly destroyed: boolean;
    readonly destroying: boolean;
    _pc: RTCPeerConnection | null;
    _channel: RTCDataChannel | null;
    on(event: 'signal', listener: (signal: { type?: string; sdp?: string }) => void): this;
    on(event: 'data', listener: (data: string | Uint8Array) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    on(event: 'close', listener: () => void): this;
    signal(signal: { type: string; sdp: string } | { candidate: RTCIceCandidateInit }): void;
    negotiate(): void;
    send(text: string): void;
    destroy(error?: Error & { code?: string }): void;
    _createAnswer(): void;
    _onIceStateChange(): void;
    _onConnectionStateChange(): void;
    _onChannelOpen(): void;
    _onChannelClose(): void;
    _maybeReady(): void;
  }
}
