import type { Mutant } from './mutant.ts'

/** Those whose rule lives above or below what histories drive. */
export const mutantsInUnitTests: readonly Mutant[] = [
  {
    rule: 1,
    does: 'lets a late event take back the name of a server, a channel or a category',
    file: 'renderer/sync/newest-record.ts',
    find: 'known !== undefined && told.updatedAt < known.updatedAt',
    replace: "known !== undefined && told.updatedAt < ''",
    unitTest: {
      file: 'src/renderer/sync/apply/every-event.test.ts',
      title: '[rule 1] a late SERVER_UPDATE does not take back what was read since',
    },
  },
  {
    rule: 7,
    does: 'takes what a proxy says for what the gateway says',
    file: 'renderer/sync/gateway-api.ts',
    find: "if (isProxyStatus(response.status)) return { status: 'lost' }",
    replace: 'void isProxyStatus',
    unitTest: {
      file: 'src/renderer/sync/gateway-api.test.ts',
      title: '[rule 7] an answer that never came is lost, which is not refused: a proxy that got no answer',
    },
  },
  {
    rule: 15,
    does: 'shows two reactions of one person',
    file: 'renderer/store/selectors/changes.ts',
    find: 'userIds.filter((id) => id !== me)',
    replace: 'userIds.filter((id) => id !== undefined)',
    unitTest: {
      file: 'src/renderer/store/selectors/changes.test.ts',
      title: '[rule 15] one reaction for each person and message: another emoji moves it',
    },
  },
  {
    rule: 15,
    does: 'makes an edit again that was made',
    file: 'renderer/sync/deliver-change.ts',
    find: 'if (isDone({ me: store.get().me._id, change, seen })) {',
    replace: 'if (seen === null) {',
    unitTest: {
      file: 'src/renderer/sync/kept-outbox-changes.test.ts',
      title: '[rule 15] an edit whose answer was lost is looked at: the same words, and it is done',
    },
  },
  {
    rule: 16,
    does: 'holds back what is stored until everything else is',
    file: 'renderer/store/selectors/awaited.ts',
    find: '!known.has(row._id)',
    replace: '!known.has(me)',
    unitTest: {
      file: 'src/renderer/store/selectors/awaited.test.ts',
      title: '[rule 16] it is shown once it is known what came of what was sent, or that nobody knows',
    },
  },
  {
    rule: 21,
    does: 'counts the time to take something back from when the clock said it was written',
    file: 'renderer/sync/outbox.ts',
    find: "hold: ({ nonce, delivery }) => {\n      if (delivery.status === 'held') clock.after(undoMs(), () => release(nonce))",
    replace:
      "hold: ({ nonce, delivery, sentAt }) => {\n      if (delivery.status === 'held') clock.after(Math.max(0, sentAt + undoMs() - clock.now()), () => release(nonce))",
    unitTest: {
      file: 'src/renderer/sync/kept-outbox-taking-back.test.ts',
      title:
        '[rule 21] J46: how long something may be taken back is counted here, whatever the clock said when it was written',
    },
  },
  {
    rule: 21,
    does: 'believes the clock of the gateway about how old a token is',
    file: 'main/accounts/access-token.ts',
    find: 'nowMs + lifetime - margin',
    replace: '(JSON.parse(Buffer.from(text.split(".")[1], "base64url").toString()).exp * 1000) - margin',
    unitTest: {
      file: 'src/main/accounts/access-token.test.ts',
      title: '[rule 21] a token is good for as long as it says from when it came, whatever the clocks say',
    },
  },
  {
    rule: 22,
    does: 'does not know which message that became which another page does something to',
    file: 'renderer/storage/kept-database.ts',
    find: 'known === undefined ? item :',
    replace: 'known === undefined || item !== undefined ? item :',
    unitTest: {
      file: 'src/renderer/storage/open-kept.test.ts',
      title: '[rule 22] what a page does to a message that it has not heard is stored is meant for what it became',
    },
  },
  {
    rule: 22,
    does: 'has a seat without waiting for it',
    file: 'renderer/accounts/seat.ts',
    find: 'let mine = locks === undefined',
    replace: 'let mine = true',
    unitTest: {
      file: 'src/renderer/accounts/seat.test.ts',
      title: '[rule 22] one of three pages has the seat; each that leaves hands it to the next',
    },
  },
  {
    rule: 22,
    does: 'keeps what was read in each of its pages',
    file: 'renderer/storage/keep-cache.ts',
    find: 'if (written === undefined || !seat.isMine()) return Promise.resolve()',
    replace: 'if (written === undefined) return Promise.resolve()',
    unitTest: {
      file: 'src/renderer/storage/keep-cache-seat.test.ts',
      title: '[rule 22] a page that is not the writer writes nothing',
    },
  },
  {
    rule: 22,
    does: 'does not hear what another page marks as unread',
    file: 'renderer/sync/marking.ts',
    find: "if (said.kind === 'marked') take(said)",
    replace: 'void said',
    unitTest: {
      file: 'src/renderer/sync/acknowledge.test.ts',
      title: '[rule 22] what one page marks as unread every page has marked, for the one of them that writes it down',
    },
  },
  {
    rule: 22,
    does: 'writes nothing of what it knew before it had the seat',
    file: 'renderer/storage/keep-cache.ts',
    find: "onDisk = 'unknown'\n          void flush()",
    replace: "onDisk = 'unknown'",
    unitTest: {
      file: 'src/renderer/storage/keep-cache-seat.test.ts',
      title:
        '[rule 22] a page that becomes the writer writes what it has learned before, though nothing changes any more',
    },
  },
  {
    rule: 23,
    does: 'keeps what was read rather than what was done',
    file: 'renderer/storage/kept-writer.ts',
    find: "while (keeping === 'full' && (await makeRoom())) keeping",
    replace: 'while (keeping === undefined && (await makeRoom())) keeping',
    unitTest: {
      file: 'src/renderer/storage/open-kept.test.ts',
      title: '[rule 23] at the limit the cache goes first: with the room it made the write succeeds',
    },
  },
  {
    rule: 23,
    does: 'makes a newer version in another page wait',
    file: 'renderer/storage/open-database.ts',
    find: '    database.close()\n    onClosed()',
    replace: '    void onClosed',
    unitTest: {
      file: 'src/renderer/storage/open-kept.test.ts',
      title: '[rule 23] a newer version in another page is not kept waiting, loses nothing, and is said',
    },
  },
  {
    rule: 23,
    does: 'calls kept what a power cut may take',
    file: 'renderer/storage/kept-database.ts',
    find: "durability: 'strict'",
    replace: "durability: 'relaxed'",
    unitTest: {
      file: 'src/renderer/storage/kept-database.test.ts',
      title: '[rule 23] what is called kept was written for good',
    },
  },
  {
    rule: 23,
    does: 'never asks the browser to let it stay',
    file: 'renderer/accounts/account-cache.ts',
    find: '    askToStay()\n      window',
    replace: '    void askToStay\n      window',
    unitTest: {
      file: 'src/renderer/accounts/account-cache.test.ts',
      title: '[rule 23] the browser is asked to let what is kept stay',
    },
  },
  {
    rule: 24,
    does: 'shows what the gateway says in place of what was retracted',
    file: 'renderer/features/messages/message-row.tsx',
    find: 'if (message.retractedAt === undefined) {',
    replace: 'if (message.content !== null) {',
    unitTest: {
      file: 'src/renderer/features/messages/message-panel-content.test.tsx',
      title: '[rule 24] a retracted message shows that it was there, never what it said, and offers nothing',
    },
  },
  {
    rule: 22,
    does: 'sends a file up from each page that shows it',
    file: 'renderer/sync/upload-turns.ts',
    find: 'seat.isShared ? seat.isMine() ||',
    replace: 'seat.isShared ? seat.isShared ||',
    unitTest: {
      file: 'src/renderer/sync/several-uploads.test.ts',
      title:
        '[rule 22] a file that is attached goes up from one page, whichever it was attached in, and the other shows how far: other',
    },
  },
]
