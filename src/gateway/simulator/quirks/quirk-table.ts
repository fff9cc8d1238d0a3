import { bareRecipients, mistakesAre500, pagesForErrors } from './answer-quirks.ts'
import { keptSockets, openOrigins, untrimmedServices } from './door-quirks.ts'
import { phantomUnreact, retractAgain } from './echo-quirks.ts'
import { dmChannelRoom, dmForOtherOnly, staleEmbed, transcriptStays } from './message-quirks.ts'
import { doubledPermissions, loudChannels, oldServiceUnheard, silentChanges } from './news-quirks.ts'
import { ghostPresence, presencePerSocket } from './presence-quirks.ts'
import type { Quirk } from './quirk.ts'
import { ackGoesBack, leakyMembers, mojibakeNames, webhookMentionsRefused } from './record-quirks.ts'
import { lateJoiner, staleRefresh, staleRooms } from './room-quirks.ts'
import { refreshWithoutGrace } from './session-quirks.ts'
import { blankMessages, forgedFields, hiddenPost, noIdempotency } from './stored-quirks.ts'
import { loseBeforeReady, shuffleBurst } from './upstream-quirks.ts'

/** Every quirk there is. Rows: D1 of the protocol's gateway part, ID of its people and servers, MB of its messages. */
export const quirkTable: readonly Quirk[] = [
  {
    name: 'presence-per-socket',
    rows: 'D1, D19',
    does: 'offline when one of several sockets closes; online again with each',
    make: presencePerSocket,
  },
  {
    name: 'ghost-presence',
    rows: 'D2',
    does: 'online for good when a socket is gone before it was in its rooms',
    make: ghostPresence,
  },
  { name: 'lose-before-ready', rows: 'D3', does: 'what is sent before ready is lost', make: loseBeforeReady },
  {
    name: 'forged-fields',
    rows: 'D4',
    does: 'times and reactions that a client wrote into message/create are stored and sent',
    make: forgedFields,
  },
  {
    name: 'shuffle-burst',
    rows: 'D5',
    does: 'packets of one socket that come close together are handled in any order',
    make: shuffleBurst,
  },
  { name: 'blank-messages', rows: 'D6', does: 'message/create stores what says nothing', make: blankMessages },
  { name: 'late-joiner', rows: 'D7', does: 'who joins a server misses its own MEMBER_JOIN', make: lateJoiner },
  {
    name: 'stale-rooms',
    rows: 'D8, ID D-07',
    does: 'sockets stay in their rooms whatever becomes of roles, servers and channels',
    make: staleRooms,
  },
  {
    name: 'stale-refresh',
    rows: 'D9',
    does: 'rooms change late, and of two changes that overlap the older one wins',
    make: staleRefresh,
  },
  { name: 'kept-sockets', rows: 'D11, ID D-18', does: 'signing out ends no socket', make: keptSockets },
  { name: 'open-origins', rows: 'D12', does: 'a page of any origin may open a WebSocket', make: openOrigins },
  {
    name: 'loud-channels',
    rows: 'D13, ID D-14',
    does: 'CHANNEL_UPDATE and CHANNEL_DELETE go to members who cannot view the channel',
    make: loudChannels,
  },
  {
    name: 'stale-embed',
    rows: 'D15',
    does: 'the preview of a link brings back the text of a message that was changed or retracted at once',
    make: staleEmbed,
  },
  {
    name: 'transcript-stays',
    rows: 'D16, MB R6',
    does: 'events of a retracted recording carry what was said in it',
    make: transcriptStays,
  },
  {
    name: 'doubled-permissions',
    rows: 'D17',
    does: 'PERMISSIONS_UPDATE comes twice to the member whose roles change',
    make: doubledPermissions,
  },
  {
    name: 'silent-changes',
    rows: 'D18, ID D-19',
    does: 'no event when a member leaves, a channel or category is made, roles are put in order',
    make: silentChanges,
  },
  {
    name: 'untrimmed-services',
    rows: 'D20',
    does: 'a service whose type was sent with blanks around it hears nothing of its bots',
    make: untrimmedServices,
  },
  {
    name: 'old-service-unheard',
    rows: 'D21',
    does: 'services hear nothing of bots that leave them or are deleted',
    make: oldServiceUnheard,
  },
  {
    name: 'dm-for-other-only',
    rows: 'D22',
    does: 'other tabs of whoever opens a direct message hear nothing of it',
    make: dmForOtherOnly,
  },
  {
    name: 'no-idempotency',
    rows: 'D23, MB R11',
    does: 'a message that is sent again with its clientNonce is there twice',
    make: noIdempotency,
  },
  {
    name: 'hidden-post',
    rows: 'D25',
    does: 'message/create reaches channels that its author cannot view',
    make: hiddenPost,
  },
  {
    name: 'dm-channel-room',
    rows: 'section 9',
    does: 'edits and reactions in a new direct message miss whoever is not in its room yet',
    make: dmChannelRoom,
  },
  {
    name: 'bare-recipients',
    rows: 'ID D-28',
    does: 'opening a direct message that is there answers with bare ids',
    make: bareRecipients,
  },
  {
    name: 'mistakes-are-500',
    rows: 'ID D-30, MB R2',
    does: 'wrong bodies of messages, categories and lists of roles, and JSON that is none, are answered 500',
    make: mistakesAre500,
  },
  {
    name: 'pages-for-errors',
    rows: 'ID D-31',
    does: 'unknown addresses are answered with a page, too many requests with plain text',
    make: pagesForErrors,
  },
  {
    name: 'ack-goes-back',
    rows: 'ID D-34',
    does: 'who acknowledges an older message has read no further than that',
    make: ackGoesBack,
  },
  {
    name: 'refresh-without-grace',
    rows: 'ID D-17',
    does: 'a tab that renews a session a moment after another one ends every session of that person',
    make: refreshWithoutGrace,
  },
  {
    name: 'leaky-members',
    rows: 'ID D-13',
    does: 'lists of members have their e-mail addresses',
    make: leakyMembers,
  },
  {
    name: 'phantom-unreact',
    rows: 'MB R22',
    does: 'MESSAGE_REACTION_REMOVE comes when somebody takes away a reaction that only others have',
    make: phantomUnreact,
  },
  {
    name: 'retract-again',
    rows: 'MB R6',
    does: 'what is retracted a second time is told again, with a new time',
    make: retractAgain,
  },
  {
    name: 'mojibake-names',
    rows: 'MB R21',
    does: 'names of uploaded files beyond ASCII come back misread',
    make: mojibakeNames,
  },
  {
    name: 'webhook-mentions-refused',
    rows: 'MB R10',
    does: 'a webhook that writes @everyone or @here is answered 403',
    make: webhookMentionsRefused,
  },
]
