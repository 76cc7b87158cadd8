/** Stands in for `queue-microtask` under simple-peer: every browser that we support has its own. */

module.exports = (task) => queueMicrotask(task);
