/** Stands in for `readable-stream` under simple-peer: an emitter with the few parts of a Duplex that it touches. */

class Duplex {
  constructor() {
    this._readableState = { ended: false };
    this._writableState = { finished: false };
    this._listeners = new Map();
  }

  on(event, listener) {
    this._listeners.set(event, [...(this._listeners.get(event) ?? []), listener]);
    return this;
  }

  once(event, listener) {
    const first = (...values) => {
      this.removeListener(event, first);
      listener.apply(this, values);
    };
    first.listener = listener;
    return this.on(event, first);
  }

  removeListener(event, listener) {
    const left = (this._listeners.get(event) ?? []).filter(
      (known) => known !== listener && known.listener !== listener,
    );
    this._listeners.set(event, left);
    return this;
  }

  emit(event, ...values) {
    const listeners = this._listeners.get(event) ?? [];
    for (const listener of listeners) listener.apply(this, values);
    return listeners.length > 0;
  }

  // Text stays a string here; the real stream would hand out Buffers.
  push(chunk) {
    if (this._readableState.ended) return false;
    if (chunk === null) this._readableState.ended = true;
    this.emit(...(chunk === null ? ['end'] : ['data', chunk]));
    return true;
  }

  end() {
    if (this._writableState.finished) return;
    this._writableState.finished = true;
    this.emit('finish');
  }
}

module.exports = { Duplex };
