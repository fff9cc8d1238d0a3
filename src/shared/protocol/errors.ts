/**
 * Every refusal of the protocol, once: its code here, its status and exact text on the wire (ID-1.3, MB-1.3). The wire
 * knows only `{ message }`; clients find the code again with `findErrorCode`.
 */
export const protocolErrors = {
  noToken: { status: 401, text: 'Unauthorized: No token provided' },
  invalidToken: { status: 401, text: 'Unauthorized: Invalid token' },
  noRefreshToken: { status: 401, text: 'Unauthorized: No refresh token provided' },
  invalidRefreshToken: { status: 401, text: 'Unauthorized: Invalid refresh token' },
  refreshedUserGone: { status: 401, text: 'Unauthorized: User not found' },
  invalidCredentials: { status: 401, text: 'Invalid credentials' },
  invalidStartCode: { status: 401, text: 'Invalid start code' },
  csrf: { status: 403, text: 'Forbidden: CSRF token missing or invalid' },
  foreignOrigin: { status: 403, text: 'Forbidden: this origin is not allowed' },
  misdirected: { status: 421, text: 'This gateway does not answer to that host name' },
  registrationDisabled: { status: 403, text: 'User registration is disabled.' },
  emailTaken: { status: 409, text: 'Email already exists.' },
  usernameTaken: { status: 409, text: 'Username already exists.' },
  usernameUnavailable: { status: 409, text: 'Username is unavailable.' },
  tooManyAttempts: { status: 429, text: 'Too many requests, please try again later.' },
  userNotFound: { status: 404, text: 'User not found' },
  noUpdateData: { status: 400, text: 'No update data provided.' },
  wrongOldPassword: { status: 401, text: 'Invalid old password' },
  samePassword: { status: 400, text: 'New password cannot be the same as the old password' },
  serverNotFound: { status: 404, text: 'Server not found' },
  notServerMember: { status: 403, text: 'You are not a member of this server.' },
  notMemberToLeave: { status: 404, text: 'You are not a member of this server.' },
  onlyOwner: { status: 403, text: 'You are the only owner. Please transfer ownership before leaving.' },
  cannotRemoveSelf: { status: 403, text: 'You cannot remove yourself.' },
  kickedMemberNotFound: { status: 404, text: 'Member not found in this server.' },
  memberNotFound: { status: 404, text: 'Member not found.' },
  memberTooHigh: {
    status: 403,
    text: 'You cannot manage a user with an equal or higher role position than your own.',
  },
  roleTooHigh: {
    status: 403,
    text: 'You cannot manage a role with an equal or higher position than your own highest role.',
  },
  targetRoleNotFound: { status: 404, text: 'Target role not found.' },
  roleNotFound: { status: 404, text: 'Role not found' },
  roleNotInServer: { status: 404, text: 'Role not found in this server.' },
  roleElsewhere: { status: 400, text: 'Role does not belong to this server' },
  onlyOwnerCreatesRoles: { status: 403, text: 'Only the server owner can create roles.' },
  everyoneRoleStays: { status: 403, text: 'Cannot delete the default @everyone role.' },
  ownerRequired: { status: 403, text: 'Owner permission required.' },
  inviteNotFound: { status: 404, text: 'Invite not found.' },
  inviteExpired: { status: 403, text: 'Invite has expired.' },
  inviteUsedUp: { status: 403, text: 'Invite has reached its maximum number of uses.' },
  invitedServerGone: { status: 404, text: 'Associated server not found.' },
  channelNotFound: { status: 404, text: 'Channel not found.' },
  channelGone: { status: 404, text: 'Channel not found' },
  categoryNotFound: { status: 400, text: 'Category not found' },
  categoryElsewhere: { status: 400, text: 'Category does not belong to this server' },
  categoryGone: { status: 404, text: 'Category not found' },
  urlOnlyForWeb: { status: 400, text: 'URL is only applicable to web channels.' },
  lockOut: {
    status: 403,
    text: 'You cannot submit changes that would remove your own MANAGE_CHANNEL permission.',
  },
  notRecipient: { status: 403, text: 'You are not a member of this DM channel.' },
  notInDirectMessages: { status: 403, text: 'Action not allowed in DMs: {permission}' },
  missingPermission: { status: 403, text: 'You do not have the required permission: {permission}' },
  cannotSend: { status: 403, text: 'You do not have permission to send messages in this channel.' },
  cannotManageMessage: { status: 403, text: 'You do not have permission to manage this message.' },
  cannotMentionEveryone: {
    status: 403,
    text: 'You do not have permission to use @everyone or @here in this channel.',
  },
  permissionCheckFailed: { status: 403, text: 'Permission check failed: Invalid channel.' },
  noMessagesInWebChannel: { status: 400, text: 'Messages are not supported in web channels' },
  messageNotFound: { status: 404, text: 'Message not found' },
  onlyVoiceMessages: { status: 400, text: 'Only voice messages can be transcribed' },
  messageRetracted: { status: 400, text: 'Message has been retracted' },
  messageTooLong: { status: 400, text: 'The message is too long: 16,000 bytes of text, 64 KiB of payload' },
  reactionNotRemoved: { status: 404, text: 'Message not found or reaction could not be removed' },
  emojiTooLong: { status: 400, text: 'An emoji has at most 64 bytes' },
  forwardInvalid: { status: 400, text: 'Forward payload is invalid' },
  stickerIdRequired: { status: 400, text: 'stickerId is required for sticker messages' },
  stickerOnlyInServers: { status: 400, text: 'Server stickers are only available in server channels' },
  stickerNotFound: { status: 404, text: 'Sticker not found' },
  noStickerFile: { status: 400, text: 'No sticker file uploaded' },
  stickerNameTaken: { status: 409, text: 'Another sticker here has this name already' },
  webhookNotFound: { status: 404, text: 'Webhook not found' },
  invalidWebhookToken: { status: 401, text: 'Invalid webhook token' },
  idempotencyKeyTooLong: { status: 400, text: 'An Idempotency-Key has at most 128 characters' },
  attachmentNotYours: { status: 400, text: 'An attachment must be a file you uploaded to this channel' },
  replyTargetNotFound: { status: 404, text: 'Referenced message not found' },
  replyTargetElsewhere: { status: 403, text: 'Referenced message must be in the same channel' },
  recipientRequired: { status: 400, text: 'Recipient ID is required' },
  recipientIsSelf: { status: 400, text: 'You cannot create a DM with yourself' },
  recipientNotFound: { status: 404, text: 'Recipient not found' },
  recipientDeclines: { status: 403, text: 'This bot does not accept DMs.' },
  invalidBotToken: { status: 401, text: 'Invalid bot token' },
  botHidden: { status: 404, text: 'Bot not found or you do not have permission to view it.' },
  botNotDeletable: { status: 404, text: 'Bot not found or you do not have permission to delete it.' },
  botNotManageable: { status: 404, text: 'Bot not found or you do not have permission to manage it.' },
  botNotFound: { status: 404, text: 'Bot not found.' },
  invitedBotNotFound: { status: 404, text: 'Bot not found' },
  invitedIsNoBot: { status: 403, text: 'Target user is not a bot' },
  invitedIsWebhook: { status: 403, text: 'Webhook bots cannot be added' },
  botTokenUnavailable: {
    status: 400,
    text: 'Bot access token is not available. Regenerate the token and re-bootstrap the service.',
  },
  serviceTypeRequired: { status: 400, text: 'serviceType is required' },
  serviceTypeReserved: { status: 400, text: 'serviceType is reserved: {serviceType}' },
  serviceTypeUnknown: { status: 400, text: 'Unknown serviceType: {serviceType}' },
  noServiceBot: { status: 404, text: 'No dmEnabled bot found for serviceType' },
  infraForbidden: { status: 403, text: 'Forbidden' },
  adminSecretMissing: { status: 401, text: 'Admin secret not configured.' },
  adminSecretWrong: { status: 401, text: 'Invalid admin secret.' },
  fileNotFound: { status: 404, text: 'File not found.' },
  speechTextRequired: { status: 400, text: 'text is required' },
  speechTextTooLong: { status: 400, text: 'text is too long (max 12000 chars)' },
  speechUpstream: { status: 400, text: 'TTS upstream: {reason}' },
  recordingRequired: { status: 400, text: 'file is required' },
  speechUnavailable: { status: 503, text: 'This gateway has no service that speaks' },
  transcriptionUnavailable: { status: 503, text: 'This gateway has no service that listens' },
  uploadKeyRequired: { status: 400, text: 'Attachment key is required.' },
  announcedTooLarge: { status: 400, text: 'file is too large' },
  notAsAnnounced: { status: 400, text: 'The file is not the one that was announced' },
  uploadExpired: { status: 403, text: 'The address of this upload is not valid any more' },
  uploadTaken: { status: 409, text: 'This file is there already or on its way' },
  noFile: { status: 400, text: 'No file uploaded.' },
  malformedForm: { status: 400, text: 'The form is broken off or no form' },
  unexpectedFile: { status: 400, text: 'Unexpected file' },
  noImage: { status: 400, text: 'Invalid file type. Only common image formats are allowed.' },
  malformedId: { status: 400, text: 'Invalid data format provided.' },
  malformedJson: { status: 400, text: 'Invalid JSON' },
  malformedAddress: { status: 400, text: 'Invalid address' },
  tooDeep: { status: 400, text: 'The body is nested too deep: 32 levels' },
  tooLarge: { status: 413, text: 'The body is too large: 1 MB' },
  fileTooLarge: { status: 413, text: 'file is too large' },
  routeNotFound: { status: 404, text: 'Not found' },
  nothingToSearch: { status: 404, text: 'Server not found or has no channels' },
  searchTooSlow: { status: 503, text: 'The search took too long and was ended: more letters or fewer channels help' },
  searchBusy: { status: 503, text: 'Too many searches of yours are waiting' },
  storageUnavailable: { status: 503, text: 'The gateway cannot store anything at the moment' },
  internal: { status: 500, text: 'Internal Server Error' },
} as const satisfies Record<string, { status: number; text: string }>

export type ProtocolErrorCode = keyof typeof protocolErrors

/** What of a text is filled in, once at most. */
const PLACEHOLDER = /\{\w+\}/

interface ErrorDetail {
  /** Each stands in for its name in the text. */
  readonly permission?: string
  readonly reason?: string
  readonly serviceType?: string
  /** Seconds, sent as Retry-After. */
  readonly retryAfter?: number
}

/** An expected refusal. Thrown by rules, turned into status and text at the door. */
export class ProtocolError extends Error {
  readonly code: ProtocolErrorCode
  readonly status: number
  readonly retryAfter: number | undefined

  constructor(code: ProtocolErrorCode, detail: ErrorDetail = {}) {
    const { status, text } = protocolErrors[code]
    super(text.replace(PLACEHOLDER, () => detail.permission ?? detail.reason ?? detail.serviceType ?? ''))
    this.name = 'ProtocolError'
    this.code = code
    this.status = status
    this.retryAfter = detail.retryAfter
  }
}

export interface FieldError {
  /** Dotted path inside the body, without prefix; a query member is `query.<name>`. */
  readonly path: string
  readonly message: string
}

/** A body or query that does not fit its schema: 400, the first complaint as the message (ID-1.3). */
export class ValidationError extends Error {
  readonly status = 400
  readonly errors: readonly FieldError[]

  constructor(errors: readonly FieldError[]) {
    super(errors[0]?.message ?? 'Validation error')
    this.name = 'ValidationError'
    this.errors = errors
  }
}

const isCode = (key: string): key is ProtocolErrorCode => Object.hasOwn(protocolErrors, key)

/** The code of an answer's status and text, or undefined: then the text is the server's own words, to be shown as such. */
export function findErrorCode(status: number, text: string): ProtocolErrorCode | undefined {
  for (const [code, error] of Object.entries(protocolErrors)) {
    if (error.status !== status || !isCode(code)) continue
    const [before = '', after] = error.text.split(PLACEHOLDER)
    if (after === undefined ? text === before : text.startsWith(before) && text.endsWith(after)) return code
  }
  return undefined
}
