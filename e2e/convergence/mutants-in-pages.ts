import type { Mutant } from './mutant.ts'

/** Those that a trace or a random history with several pages of one machine has to notice. */
export const mutantsInPages: readonly Mutant[] = [
  {
    rule: 22,
    does: 'calls what it took back itself still out',
    file: 'renderer/sync/item-list.ts',
    find: 'attempted === true && listed.attempted !== true',
    replace: 'attempted === true && false',
  },
  {
    rule: 22,
    does: 'renews a session in two pages at once',
    file: 'renderer/platform/renewing.ts',
    find: 'await inTurn(async',
    replace: 'await (async (task) => task())(async',
  },
  {
    rule: 22,
    does: 'never looks at what a page that is gone left on the disk without a word',
    file: 'renderer/sync/create-sending.ts',
    find: '(seat.isShared ? again() : undefined)',
    replace: '(seat.isShared ? void again : undefined)',
  },
  {
    rule: 22,
    does: 'does not tell the disk which message it is that something was done to',
    file: 'renderer/sync/item-list.ts',
    find: 'if (messageId === undefined) return undefined',
    replace: 'return undefined',
  },
  {
    rule: 22,
    does: 'tells its other pages that a message is stored, and not which one',
    file: 'renderer/sync/item-list.ts',
    find: 'const confirmed = confirmations.get(nonce) ?? rows',
    replace: 'const confirmed = confirmations.get(nonce) ?? rows.slice(rows.length)',
  },
  {
    rule: 22,
    does: 'sends again what a page corrects that has not heard that it is stored',
    file: 'renderer/storage/over-known.ts',
    find: 'return [correctionOf(item, { messageId }, content)]',
    replace: 'return [item]',
  },
  {
    rule: 22,
    does: 'has what is done to a message that was let go wait for it',
    file: 'renderer/storage/over-known.ts',
    find: 'return messageId === null ? undefined :',
    replace: 'return messageId === null ? item :',
  },
  {
    rule: 22,
    does: 'delivers from each of its pages',
    file: 'renderer/sync/create-sending.ts',
    find: ': isTaken && seat.isMine())',
    replace: ': true)',
  },
  {
    rule: 22,
    does: 'takes the seat without looking at what the one before had begun',
    file: 'renderer/sync/create-sending.ts',
    find: 'seat.onMine(again),',
    replace: 'seat.onMine(() => { isTaken = true; outbox.resume() }),',
  },
  {
    rule: 22,
    does: 'hears nothing of what other pages write',
    file: 'renderer/sync/create-sending.ts',
    find: 'seat.isShared ? kept.onChanged(hearer(options, again))',
    replace: 'seat.isShared ? kept.onChanged(() => void hearer)',
  },
]
