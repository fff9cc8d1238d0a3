import type { Message } from '#shared/models/message.ts'
import { violation } from './violation.ts'

const reactionsOf = ({ reactions }: Pick<Message, 'reactions'>): string =>
  reactions
    .map(({ emoji, userIds }) => `${emoji} ${userIds.toSorted((a, b) => (a < b ? -1 : 1)).join(' ')}`)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join(', ')

/** What a row shows. */
const shownOf = (row: Message): string =>
  JSON.stringify([
    row._id,
    row.retractedAt === undefined ? row.content : null,
    reactionsOf(row),
    row.retractedAt === undefined && row.payload?.['embeds'] !== undefined,
  ])

/** Rows as they are held, and as the gateway gives them now: the wire form has everything that is looked at here. */
export function sameRows(where: string, rows: readonly Message[], wanted: readonly object[]): void {
  const shown = rows.map((row) => shownOf(row))
  const truth = wanted.map((wire) => shownOf(wire as Message))
  if (shown.join('\n') === truth.join('\n')) return
  violation('I1 convergence', `${where}\n  shows ${shown.join('\n        ')}\n  truth ${truth.join('\n        ')}`)
}
