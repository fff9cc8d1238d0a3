import type { en } from './en.ts'

/** Every text of the UI, by feature. English is the original; the other languages must have the same shape. */
export type Catalogue = typeof en
