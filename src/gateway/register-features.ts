import type { FastifyInstance } from 'fastify'
import type { Configuration } from './configuration.ts'
import { registerDocumentationRoutes } from './documentation/routes.ts'
import { registerAuthRoutes } from './features/auth/routes.ts'
import { createSessionCookies } from './features/auth/session-cookies.ts'
import { registerCapabilityRoutes } from './features/capabilities/routes.ts'
import { registerCategoryRoutes } from './features/categories/routes.ts'
import { createCategoriesService } from './features/categories/service.ts'
import { createDirectService } from './features/channels/direct-service.ts'
import { registerChannelRoutes, registerChannelSettingRoutes } from './features/channels/routes.ts'
import { createChannelsService } from './features/channels/service.ts'
import { createChannelSettings } from './features/channels/settings-service.ts'
import { registerFileRoutes } from './features/files/routes.ts'
import { createPresigning, type Presigning } from './features/files/presigning.ts'
import { registerPresignedRoute, registerUploadRoutes } from './features/files/upload-routes.ts'
import { createUploadsService } from './features/files/uploads-service.ts'
import { registerInviteRoutes } from './features/invites/routes.ts'
import { createInvitesService } from './features/invites/service.ts'
import { registerMemberRoutes } from './features/members/routes.ts'
import { createMembersService } from './features/members/service.ts'
import { createAllocator } from './features/messages/allocator.ts'
import { createMessageCommand } from './features/messages/commands.ts'
import { createReactionsService } from './features/messages/reactions-service.ts'
import { registerMessageRoutes, registerReactionRoutes, registerTranscriptRoutes } from './features/messages/routes.ts'
import { createMessagesService } from './features/messages/service.ts'
import { createTranscriptsService } from './features/messages/transcripts-service.ts'
import { registerNotificationLevelRoutes } from './features/notification-levels/routes.ts'
import { createNotificationLevels } from './features/notification-levels/service.ts'
import { startPreviews, type LinkPreviewOptions } from './features/previews/start-previews.ts'
import { registerReadStateRoutes } from './features/read-state/routes.ts'
import { createReadStateService } from './features/read-state/service.ts'
import { registerRoleRoutes } from './features/roles/routes.ts'
import { createRolesService } from './features/roles/service.ts'
import { registerSearchRoutes } from './features/search/routes.ts'
import { createSearchService } from './features/search/service.ts'
import { registerStickerRoutes } from './features/stickers/routes.ts'
import { createStickersService } from './features/stickers/service.ts'
import { registerServerRoutes } from './features/servers/routes.ts'
import { createServersService } from './features/servers/service.ts'
import { openTranscribe } from './features/speech/open-transcribe.ts'
import { registerSpeechRoutes, registerTranscriptionRoutes } from './features/speech/routes.ts'
import { createTypingService } from './features/typing/service.ts'
import { registerUserRoutes } from './features/users/routes.ts'
import { createUsersService } from './features/users/service.ts'
import { createWebhookExecution, type ExecutionOptions } from './features/webhooks/execution.ts'
import { registerWebhookExecution, registerWebhookRoutes } from './features/webhooks/routes.ts'
import { createWebhooksService } from './features/webhooks/service.ts'
import type { GatewayParts } from './gateway-parts.ts'
import type { FormFile } from './plugins/forms.ts'
import { registerBots } from './register-bots.ts'
import type { FileAddress } from './wire/file-address.ts'
import { ownProfile } from './wire/user.ts'

interface Features {
  readonly parts: GatewayParts
  readonly configuration: Configuration
  readonly instanceId: string
  readonly startCode: string | undefined
  readonly previews: LinkPreviewOptions | 'off' | undefined
  readonly fileAddress: FileAddress
  /** What stands before `/static` and `/presign`, once the gateway listens. */
  readonly fileBase: () => string
}

/** Every feature, and what of the others it is handed. None of them knows another. */
export async function registerFeatures(app: FastifyInstance, features: Features): Promise<void> {
  const { parts, configuration, instanceId, startCode, fileAddress } = features
  const { accounts, clock, log, database, files, forms, origins, realtime, sessions } = parts
  const { publish, rooms } = realtime
  const profile = (user: string): ReturnType<typeof ownProfile> => ownProfile(database.reader, fileAddress, user)
  const allocator = await createAllocator(database.reader, clock)
  const previews =
    features.previews === 'off'
      ? undefined
      : startPreviews({ app, log, options: features.previews ?? {}, embed: (preview) => messages.embed(preview) })
  const presigning = presigningOf(features)
  const messages = createMessagesService({
    findUploads: presigning.find,
    clock,
    database,
    publish,
    allocator,
    fileAddress,
    onCreated: previews?.onCreated,
  })

  registerCapabilityRoutes(app, { instanceId, startCode })
  registerAuthRoutes(app, {
    accounts,
    sessions,
    origins,
    startCode,
    profile,
    proveBot: registerBots(app, features).proveBot,
    allowRegistration: configuration.allowRegistration,
    cookies: createSessionCookies(configuration, clock),
  })
  registerUserRoutes(app, {
    users: createUsersService({ clock, database, publish, fileAddress, files }),
    forms,
    changePassword: accounts.changePassword,
  })
  registerServerRoutes(app, createServersService({ clock, database, publish, rooms, fileAddress, files }), forms)
  registerRoleRoutes(app, createRolesService({ clock, database, publish, rooms }))
  registerMemberRoutes(app, createMembersService({ clock, database, publish, rooms, fileAddress }))
  registerCategoryRoutes(app, createCategoriesService({ clock, database, publish }))
  registerChannelRoutes(
    app,
    createChannelsService({ clock, database, publish, rooms, fileAddress }),
    createDirectService({ clock, database, publish, rooms, fileAddress }),
  )
  registerChannelSettingRoutes(app, createChannelSettings({ clock, database, publish, rooms }))
  registerInviteRoutes(app, createInvitesService({ clock, database, publish, rooms, fileAddress }))
  registerMessageRoutes(app, messages)
  registerReactionRoutes(app, createReactionsService({ clock, database, publish, fileAddress }))
  registerStickerRoutes(app, createStickersService({ clock, database, publish, fileAddress, files }), forms)
  registerSearchRoutes(app, createSearchService({ database, fileAddress }))
  registerReadStateRoutes(app, createReadStateService({ clock, database, publish }))
  registerNotificationLevelRoutes(app, createNotificationLevels({ clock, database }))
  registerFiles(app, parts, presigning)
  registerWebhooks(app, features, { writeMessage: messages.createIn, announceFile: presigning.announce })
  registerSpeech(app, features)
  if (!configuration.production) registerDocumentationRoutes(app)
  const typing = createTypingService({ clock, database, publish })
  realtime.open({ createMessage: createMessageCommand(messages), startTyping: typing.start })
}

/** What is spoken and what is heard, by services elsewhere. */
function registerSpeech(app: FastifyInstance, { parts, configuration, fileAddress }: Features): void {
  const { clock, database, files, forms, realtime } = parts
  const transcribe = openTranscribe(configuration.transcription, { clock, files })
  const listen =
    transcribe &&
    (async (file: FormFile, signal: AbortSignal): Promise<string> =>
      (await transcribe({ file, wishes: {}, signal })).text)
  registerSpeechRoutes(app, { speech: configuration.speech, clock })
  registerTranscriptionRoutes(app, { transcribe, forms })
  const transcripts = createTranscriptsService({ clock, database, publish: realtime.publish, fileAddress, listen })
  registerTranscriptRoutes(app, transcripts, forms)
}

function registerWebhooks(
  app: FastifyInstance,
  { parts, fileAddress }: Features,
  means: Pick<ExecutionOptions, 'writeMessage' | 'announceFile'>,
): void {
  const { clock, database, files, forms } = parts
  registerWebhookRoutes(app, createWebhooksService({ clock, database, fileAddress, files }), forms)
  registerWebhookExecution(app, createWebhookExecution({ clock, database, ...means }), forms)
}

function presigningOf({ parts, configuration, fileBase }: Features): Presigning {
  const { clock, database, files } = parts
  return createPresigning({
    clock,
    database,
    files,
    limitBytes: configuration.fileLimitBytes,
    lifetimeSeconds: configuration.presignSeconds,
    secret: configuration.jwtSecret,
    fileBase,
    storeBase: configuration.staticBase,
  })
}

function registerFiles(
  app: FastifyInstance,
  { clock, database, files, forms }: GatewayParts,
  presigning: Presigning,
): void {
  registerFileRoutes(app, files)
  registerUploadRoutes(app, createUploadsService({ clock, database, files, presigning }), forms)
  registerPresignedRoute(app, presigning)
}
