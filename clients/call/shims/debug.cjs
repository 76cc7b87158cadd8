/** Stands in for `debug` under simple-peer: silence, because its lines would print relay credentials and descriptions. */

module.exports = () => () => undefined;
