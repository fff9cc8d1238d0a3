/** The database cannot be used, and its person can do something about it: the message says what. */
export class UnusableDataError extends Error {}
