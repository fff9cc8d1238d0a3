import { violation } from './violation.ts'
import type { Device } from './device.ts'
import { idOf, places, serverOf, servers, type Place, type ServerName } from './model/names.ts'
import type { Truth } from './model/truth.ts'

interface Checked {
  readonly truth: Truth
  readonly device: Device
  readonly number: number
}

interface Row {
  readonly _id: string
  readonly name?: string
  readonly lastMessage: { readonly _id: string } | null
  readonly permissions: readonly string[]
}

const wordsOf = (rows: readonly Row[]): string =>
  rows
    .map(
      ({ _id, name, lastMessage, permissions }) =>
        `${_id} ${name ?? ''} last ${lastMessage?._id ?? 'none'} may ${permissions.length}`,
    )
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join('\n')

const rowOf = (truth: Truth, place: Place): Row => {
  const id = truth
    .of(place)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .at(-1)?.id
  const lastMessage = id === undefined ? null : { _id: id }
  const name = serverOf(place) === undefined ? {} : { name: truth.nameOf(place).name }
  return { _id: idOf('place', place), ...name, lastMessage, permissions: ['view', 'send', 'react'] }
}

function same({ number }: Checked, what: string, [shown, wanted]: readonly [string, string]): void {
  if (shown !== wanted) violation('I9 derived state', `device ${number}, ${what}\n  shows ${shown}\n  truth ${wanted}`)
}

function checkServer(checked: Checked, server: ServerName): void {
  const { truth, device } = checked
  const place = device.store.get().places[idOf('server', server)]
  if (!truth.memberOf.has(server)) {
    if ((place?.channels.length ?? 0) > 0)
      violation('I8 no leak', `device ${checked.number} still knows what is in ${server}`)
    return
  }
  if (place?.status !== 'ready' || isStale(place)) return
  const groups = [place.categories, truth.groupsOf(server)].map((list) => list.map(({ name }) => name).join(' '))
  same(checked, `groups of ${server}`, [groups[0] ?? '', groups[1] ?? ''])
  const seen = places.filter((each) => serverOf(each) === server && truth.maySee('me', each))
  same(checked, `channels of ${server}`, [wordsOf(place.channels), wordsOf(seen.map((each) => rowOf(truth, each)))])
}

/** Read before the line was cut, and shown as it was then until somebody looks at it. */
const isStale = (place: object): boolean => 'stale' in place && place.stale === true

/** Servers, channels and conversations, their names and their last messages. */
export function checkLists(checked: Checked): void {
  const { truth, device } = checked
  const { servers: listed, directs } = device.store.get()
  const shown = (listed ?? []).map(({ _id, name }) => `${_id} ${name}`).toSorted((a, b) => (a < b ? -1 : 1))
  const wanted = servers
    .filter((server) => truth.memberOf.has(server))
    .map((server) => `${idOf('server', server)} ${truth.nameOfServer(server).name}`)
  same(checked, 'servers', [shown.join(' '), wanted.toSorted((a, b) => (a < b ? -1 : 1)).join(' ')])
  for (const server of servers) checkServer(checked, server)
  const direct = { ...rowOf(truth, 'direct'), permissions: directs?.[0]?.permissions ?? [] }
  same(checked, 'conversations', [wordsOf(directs ?? []), wordsOf([direct])])
}
