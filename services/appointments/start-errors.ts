/** Which failures of a start are told as they are: their message was written for the one who starts the process. */

/** Names of errors whose message tells the operator what to mend; of others only the kind is shown, for they may quote data. */
export const startErrors: readonly string[] = [
  'ConfigError',
  'DirectoryInUse',
  'PagesMissing',
  'SecretsDamaged',
  'SealBroken',
];
