import * as z from 'zod/mini'
import type { Path } from './complaint.ts'

function unwrapped(schema: unknown): unknown {
  return schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniNullable
    ? unwrapped(schema._zod.def.innerType)
    : schema
}

function below(schema: unknown, step: string | number): unknown {
  if (schema instanceof z.ZodMiniObject) {
    const shape: Readonly<Record<string, unknown>> = schema._zod.def.shape
    return shape[step]
  }
  if (schema instanceof z.ZodMiniRecord) return schema._zod.def.valueType
  return schema instanceof z.ZodMiniArray ? schema._zod.def.element : undefined
}

/** The keys that may stand at a place of something that has a schema; none where it is no place for keys. */
export function allowedKeys(schema: unknown, path: Path): readonly string[] {
  let at = unwrapped(schema)
  for (const step of path) at = unwrapped(below(at, step))
  return at instanceof z.ZodMiniObject ? Object.keys(at._zod.def.shape) : []
}
