/** A mistake made on purpose in one line of the real source: whatever proves the rule has to notice it. */
export interface Mutant {
  /** The rule of the convergence note that it breaks. */
  readonly rule: number
  readonly does: string
  /** Below `src/renderer`. */
  readonly file: string
  readonly find: string
  readonly replace: string
}

export const mutants: readonly Mutant[] = [
  {
    rule: 1,
    does: 'takes any body a page brings',
    file: 'sync/rows.ts',
    find: "return newer > 0 || (newer === 0 && source === 'page')",
    replace: "return newer > 0 || source === 'page'",
  },
  {
    rule: 1,
    does: 'takes any body an event brings',
    file: 'sync/rows.ts',
    find: 'if (newer < 0 || sameBody(incoming, present)) return kept',
    replace: 'if (sameBody(incoming, present)) return kept',
  },
  {
    rule: 2,
    does: 'puts what comes last at the end',
    file: 'sync/rows.ts',
    find: 'rows.splice(~index, 0, row)',
    replace: 'rows.push(row)',
  },
  {
    rule: 3,
    does: 'begins no epoch when the line is cut, and none when it is back',
    file: 'sync/read/epoch.ts',
    find: 'epoch += 1',
    replace: 'epoch += 0',
  },
  {
    rule: 4,
    does: 'keeps what was older than a gap',
    file: 'sync/windows.ts',
    find: 'const rows = mergePage(range.rows, window.rows)',
    replace:
      'const oldest = range.rows[0]\n  const rows = [...window.rows.filter((row) => oldest !== undefined && compareMessages(row, oldest) < 0), ...mergePage(range.rows, window.rows)]',
  },
  {
    rule: 5,
    does: 'is content with what it read before `ready`',
    file: 'sync/refresher.ts',
    find: '    void catchUpOpenChannel()\n',
    replace: '    void catchUpOpenChannel\n',
  },
  {
    rule: 6,
    does: 'leaves what is on its way beside the event of it',
    file: 'sync/apply/messages.ts',
    find: 'for (const { message } of all) retirePending(draft, message)',
    replace: 'for (const { message } of all) void message',
  },
  {
    rule: 6,
    does: 'leaves what is on its way beside the page with it',
    file: 'sync/read/change-ranges.ts',
    find: 'retirePending(draft, row)',
    replace: 'void retirePending',
  },
  {
    rule: 8,
    does: 'believes an event as much as a page',
    file: 'sync/rows.ts',
    find: "return newer > 0 || (newer === 0 && source === 'page')",
    replace: 'return newer > 0 || (newer === 0 && source === undefined)',
  },
  {
    rule: 9,
    does: 'doubts nothing of one version with two bodies',
    file: 'sync/rows.ts',
    find: 'if (newer === 0) return { row: present, doubtful: true }',
    replace: 'if (newer === 0) return { row: present, doubtful: false }',
  },
  {
    rule: 10,
    does: 'takes all of an update that adds a link preview',
    file: 'sync/rows.ts',
    find: 'return addsEmbed\n',
    replace: 'return addsEmbed && takesBack\n',
  },
  {
    rule: 11,
    does: 'lets events into a range that is being read',
    file: 'sync/windows.ts',
    find: 'if (window.catchingUp || (beforeFirst',
    replace: 'if ((beforeFirst',
  },
  {
    rule: 12,
    does: 'is content with what was read before the second doubt',
    file: 'sync/read/repair.ts',
    find: '[...range.doubted, ...left.filter',
    replace: '[...left.filter',
  },
  {
    rule: 13,
    does: 'puts rows before the first one of a window',
    file: 'sync/windows.ts',
    find: "if (beforeFirst || window.status === 'failed') return false",
    replace: "if (window.status === 'failed') return false",
  },
  {
    rule: 13,
    does: 'adds what an event brings to a range further back',
    file: 'sync/islands.ts',
    find: 'else if (isHere) changed',
    replace: 'else changed',
  },
  {
    rule: 14,
    does: 'never makes one of two ranges that meet',
    file: 'sync/islands.ts',
    find: 'return last !== undefined && first !== undefined && compareMessages(first, last) <= 0',
    replace: 'return last !== undefined && first !== undefined && compareMessages(first, last) < -1',
  },
  {
    rule: 17,
    does: 'puts a channel of an event in place of the one of the list',
    file: 'sync/apply/places.ts',
    find: 'rows[index] = castDraft({ ...channel, lastMessage, lastReadMessageId, permissions } as typeof row)',
    replace: 'rows[index] = castDraft({ ...channel, lastMessage: null, lastReadMessageId, permissions } as typeof row)',
  },
  {
    rule: 18,
    does: 'puts a channel into the list because an event told of it',
    file: 'sync/apply/places.ts',
    find: 'if (rows === undefined || row === undefined) return',
    replace:
      'if (rows !== undefined && row === undefined) rows.push(castDraft({ ...channel, lastMessage: null, lastReadMessageId: null, permissions: [] } as unknown as typeof row & {}))\n  if (rows === undefined || row === undefined) return',
  },
  {
    rule: 19,
    does: 'says who is online while nobody can know',
    file: 'sync/apply/connection.ts',
    find: 'draft.online = null',
    replace: 'void draft.online',
  },
  {
    rule: 20,
    does: 'learns the name of one message as that of its author',
    file: 'sync/apply/messages.ts',
    find: 'told.filter(({ message }) => !hasOwnName(message.payload))',
    replace: 'told.filter(({ message }) => !hasOwnName(message.payload) || true)',
  },
  {
    rule: 20,
    does: 'learns the name of one message as that of its author, from a page',
    file: 'sync/apply/people.ts',
    find: 'if (!hasOwnName(message.payload)) learnPerson',
    replace: 'learnPerson',
  },
]

export const nameOf = ({ rule, does }: Mutant): string => `[rule ${rule}] a store that ${does}`
