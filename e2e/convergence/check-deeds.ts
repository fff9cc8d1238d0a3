import type { PendingChange } from '#renderer/store/state.ts'
import { violation } from './violation.ts'
import type { TruthMessage } from './model/wire.ts'
import type { Deed, World } from './world.ts'

/** Whether the gateway has it as somebody wanted it. */
function isAsWanted(change: PendingChange, message: TruthMessage): boolean {
  if (change.kind === 'retraction') return message.isRetracted
  if (change.kind === 'edit') return !message.isRetracted && message.content === change.content
  return change.isOn ? message.reactions.get('me') === change.emoji : message.reactions.get('me') !== change.emoji
}

const changesOf = (world: World, message: TruthMessage): readonly PendingChange[] =>
  world.devices
    .flatMap(({ store }) => Object.values(store.get().changes).flat())
    .filter(({ target }) => 'messageId' in target && target.messageId === message.id)

/** What the last one who changed it wants a message to be; undefined where nobody can say. */
function lastWish(deeds: readonly Deed[]): Deed | undefined {
  const isClear = new Set(deeds.map(({ device }) => device)).size === 1 && deeds.every(({ isDoubtful }) => !isDoubtful)
  return isClear ? deeds.at(-1) : undefined
}

function checkWish(message: TruthMessage, { kind, wish }: Deed): void {
  const [got, what] =
    kind === 'edit' ? [message.content, 'says'] : [message.reactions.get('me') ?? 'nothing', 'has for a reaction']
  if (got !== wish) violation('I3 nothing lost', `${message.id} ${what} "${got}" and not "${wish}"`)
}

/** It says what it was corrected to on its way at another device, which had not heard yet that it was changed. */
const isCorrected = ({ sends }: World, { content }: TruthMessage, { device }: Deed): boolean =>
  sends.some(({ words, correctedAt }) => content.includes(words) && [...correctedAt].some((each) => each !== device))

interface Done {
  readonly world: World
  readonly message: TruthMessage
  /** What was done to it. */
  readonly deeds: readonly Deed[]
  /** What of that somebody is still asked or told about. */
  readonly left: readonly PendingChange[]
}

function checkFailures({ message, left }: Done): void {
  const wrong = left.find((change) => change.delivery.status === 'failed' && isAsWanted(change, message))
  if (wrong !== undefined) violation('I6 no false failure', `${wrong.kind} of ${message.id} was made`)
}

function checkWishes({ world, message, deeds, left }: Done): void {
  for (const kind of ['edit', 'reaction'] as const) {
    const last = lastWish(deeds.filter((deed) => deed.kind === kind))
    if (last === undefined || left.some((change) => change.kind === kind)) continue
    if (kind !== 'edit' || !isCorrected(world, message, last)) checkWish(message, last)
  }
}

function checkRetraction({ message, deeds, left }: Done): void {
  const wanted = deeds.some(({ kind, isDoubtful }) => kind === 'retraction' && !isDoubtful)
  if (wanted && left.every(({ kind }) => kind !== 'retraction'))
    violation('I3 nothing lost', `${message.id} was to be retracted`)
}

/** What was done to messages came about, or somebody is still asked or told about it; where rights went, all is open. */
export function checkDeeds(world: World): void {
  const { covered, truth } = world.network
  if (covered.has('permission change') || covered.has('kick')) return
  for (const message of truth.messages) {
    const deeds = world.deeds.filter(({ messageId }) => messageId === message.id)
    const done = { world, message, deeds, left: changesOf(world, message) }
    checkFailures(done)
    if (message.isRetracted) continue
    checkWishes(done)
    checkRetraction(done)
  }
}
