import type { AccountSummary } from '../platform/sessions.ts'

type Person = Pick<AccountSummary, 'gatewayId' | 'userId'>

/** The same person on the same gateway, wherever it is reached: nobody else ever gets to see it. */
export const nameOfKept = ({ gatewayId, userId }: Person): string => `mew kept ${gatewayId} ${userId}`
export const nameOfCache = ({ gatewayId, userId }: Person): string => `mew cache ${gatewayId} ${userId}`

/** Undefined where the page may keep nothing. */
export const databaseFactory = (): IDBFactory | undefined => ('indexedDB' in globalThis ? indexedDB : undefined)
