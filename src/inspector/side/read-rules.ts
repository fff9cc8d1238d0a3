import * as z from 'zod/mini'
import { fault, type Fault } from '#shared/simulator/fault.ts'
import type { Complaint } from '../control/control-error.ts'

// What is wrong is said in words only where a language is chosen.
z.config(z.locales.en())

const rules = z.array(fault)

export type ReadRules = { readonly faults: readonly Fault[] } | { readonly complaints: readonly Complaint[] }

const placeOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')

/** Faults as somebody wrote them, or what is wrong with them and where. */
export function readRules(text: string): ReadRules {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { complaints: [{ path: '', message: error instanceof Error ? error.message : String(error) }] }
  }
  const read = rules.safeParse(value)
  if (read.success) return { faults: read.data }
  return { complaints: read.error.issues.map(({ path, message }) => ({ path: placeOf(path), message })) }
}

export const writeRules = (faults: readonly Fault[]): string => JSON.stringify(faults, undefined, 2)

interface Standing {
  readonly id: string
  readonly fault: Fault
}

export interface RuleChanges {
  readonly removed: readonly string[]
  readonly added: readonly Fault[]
}

/** What has to be done so that only what is wanted stands; what stands already is left alone, with its counts. */
export function compareRules(standing: readonly Standing[], wanted: readonly Fault[]): RuleChanges {
  const left = wanted.map((one) => JSON.stringify(one))
  const removed: string[] = []
  for (const { id, fault: one } of standing) {
    const place = left.indexOf(JSON.stringify(one))
    if (place === -1) removed.push(id)
    else left.splice(place, 1)
  }
  return { removed, added: left.map((one) => z.parse(fault, JSON.parse(one))) }
}
