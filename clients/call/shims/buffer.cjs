/** Stands in for `buffer` under simple-peer, which asks only for `Buffer.from(arrayBuffer)`. */

module.exports = { Buffer: { from: (data) => new Uint8Array(data) } };
