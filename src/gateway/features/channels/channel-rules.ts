import type { Reader } from '../../database/open-database.ts'
import { parseId } from '../../parse-input.ts'
import { categoryId } from '#shared/models/ids.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import * as repository from './repository.ts'

/**
 * The category a channel is to stand in: one of its own server (ID-14.3, 14.4).
 * @throws ProtocolError malformedId, categoryNotFound, categoryElsewhere
 */
export async function categoryIn(reader: Reader, server: string, wanted: string): Promise<string> {
  const category = parseId(categoryId, wanted)
  const row = await repository.findCategory(reader, category)
  if (row === undefined) throw new ProtocolError('categoryNotFound')
  if (row.serverId !== server) throw new ProtocolError('categoryElsewhere')
  return category
}
