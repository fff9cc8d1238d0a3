import * as z from 'zod/mini'
import { fault, type Fault } from '#shared/simulator/fault.ts'
import { UsageError } from './usage-error.ts'

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError(`--fault takes a fault as JSON, not ${text}`)
  }
}

/** Faults as they stand behind `--fault`. @throws UsageError */
export function readFaults(texts: readonly string[]): readonly Fault[] {
  return texts.map((text) => {
    const read = fault.safeParse(parse(text))
    if (read.success) return read.data
    throw new UsageError(`--fault ${text}: ${z.prettifyError(read.error)}`)
  })
}
