/** The doctor: says which part of an installation is broken, and the fix. */
export {};
