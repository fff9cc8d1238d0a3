/** Why two gateways cannot be compared, in a sentence. */
export class CompareError extends Error {}
