import { isServiceKnown, requireOwnBot, type BotKey } from '../../access/bots.ts'
import type { Clock } from '../../clock.ts'
import { dropUnreferred, insertFile } from '../../database/file-rows.ts'
import type { Database, Reader, Writer } from '../../database/open-database.ts'
import type { BotTable } from '../../database/schema.ts'
import { isoTime, newId } from '../../new-id.ts'
import { exceedsDepth } from '../../plugins/json-depth.ts'
import { discard } from '../../files/discard.ts'
import type { FileStore } from '../../files/file-store.ts'
import type { FormFile } from '../../plugins/forms.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import type { Bot } from '#shared/models/bot.ts'
import type { UserId } from '#shared/models/ids.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { CreateBotBody, UpdateBotBody } from '#shared/protocol/http/bots.ts'
import type { BotAccounts } from './bot-accounts.ts'
import type { BotNews } from './bot-news.ts'
import type { BotTokens } from './bot-tokens.ts'
import * as repository from './repository.ts'
import { toBot } from './to-bot.ts'

interface WithToken {
  readonly accessToken: string
}

/** Bots as their owners see them (MB-9). Somebody else's is not there. */
export interface BotsService {
  readonly list: (owner: UserId) => Promise<Bot[]>
  /** The only time, but for `renewToken`, that the token is told to anybody. */
  readonly create: (owner: UserId, body: CreateBotBody, avatar?: FormFile) => Promise<Bot & WithToken>
  readonly get: (key: BotKey) => Promise<Bot>
  /** The gates of changing one, before anything of its new picture is read. */
  readonly admit: (key: BotKey) => Promise<void>
  /** A new picture takes the place of the old one, which is removed where nothing else refers to it. */
  readonly update: (key: BotKey, readBody: () => UpdateBotBody, avatar?: FormFile) => Promise<Bot>
  readonly remove: (key: BotKey) => Promise<void>
  readonly renewToken: (key: BotKey) => Promise<WithToken>
}

interface BotsOptions {
  readonly clock: Clock
  readonly database: Database
  readonly fileAddress: FileAddress
  readonly files: Pick<FileStore, 'remove'>
  readonly tokens: BotTokens
  readonly accounts: BotAccounts
  readonly news: BotNews
  /** Ends everything that was let in as an account, and who is being let in; the answer ends its sockets. */
  readonly endAccess: (writer: Writer, user: string) => Promise<() => void>
}

async function demandKnown(reader: Reader, serviceType: string): Promise<void> {
  if (!(await isServiceKnown(reader, serviceType))) throw new ProtocolError('serviceTypeUnknown', { serviceType })
}

function demandShallow(config: string): void {
  if (exceedsDepth(JSON.parse(config))) throw new ProtocolError('tooDeep')
}

type Columns = Partial<Pick<BotTable, 'name' | 'serviceType' | 'dmEnabled' | 'config'>>

function columnsOf({ name, serviceType, dmEnabled, config }: UpdateBotBody): Columns {
  return {
    ...(name === undefined ? {} : { name }),
    ...(serviceType === undefined ? {} : { serviceType }),
    ...(dmEnabled === undefined ? {} : { dmEnabled: dmEnabled ? 1 : 0 }),
    ...(config === undefined ? {} : { config }),
  }
}

export function createBotsService(options: BotsOptions): BotsService {
  const { clock, database, fileAddress, files, tokens, accounts, news, endAccess } = options
  const now = (): string => isoTime(clock.now())

  function rowOf(
    owner: UserId,
    { name, serviceType, dmEnabled, config }: CreateBotBody,
    token: string,
  ): Omit<BotTable, 'avatar'> {
    const id = newId(clock.now())
    const at = now()
    return {
      id,
      ownerId: owner,
      botUserId: newId(clock.now()),
      name,
      serviceType,
      dmEnabled: dmEnabled === true ? 1 : 0,
      config: config ?? '{}',
      tokenHash: tokens.hash(token),
      sealedToken: tokens.seal(id, token),
      createdAt: at,
      updatedAt: at,
    }
  }

  async function keepFile(writer: Writer, owner: UserId, file: FormFile): Promise<string> {
    await insertFile(writer, { ...file, uploaderId: owner, channelId: null, createdAt: now() })
    return file.key
  }

  async function changeOf(writer: Writer, body: UpdateBotBody): Promise<Omit<repository.BotChange, 'avatar'>> {
    const { serviceType, config } = body
    if (serviceType !== undefined) await demandKnown(writer, serviceType)
    if (config !== undefined) demandShallow(config)
    return { ...columnsOf(body), updatedAt: now() }
  }

  return {
    list: async (owner) => (await repository.botsOf(database.reader, owner)).map((row) => toBot(row, fileAddress)),
    get: async (key) => toBot(await requireOwnBot(database.reader, key), fileAddress),
    admit: async (key) => {
      await requireOwnBot(database.reader, key)
    },
    create: (owner, body, avatar) =>
      database.write(async (writer) => {
        await demandKnown(writer, body.serviceType)
        if (body.config !== undefined) demandShallow(body.config)
        const accessToken = tokens.create()
        const picture = avatar === undefined ? null : await keepFile(writer, owner, avatar)
        const row = { ...rowOf(owner, body, accessToken), avatar: picture }
        await accounts.create(writer, row)
        await repository.insertBot(writer, row)
        return { result: { ...toBot(row, fileAddress), accessToken }, announce: await news(writer, row) }
      }),
    update: (key, readBody, avatar) =>
      database.write(async (writer) => {
        const before = await requireOwnBot(writer, key)
        const change = await changeOf(writer, readBody())
        const picture = avatar === undefined ? {} : { avatar: await keepFile(writer, key.owner, avatar) }
        const row = await repository.updateBot(writer, before, { ...change, ...picture })
        const { tell, formerAvatar } = await accounts.follow(writer, row.botUserId, { ...change, ...picture })
        const tellServices = await news(writer, row, before.serviceType)
        const former = avatar === undefined ? [] : [formerAvatar, before.avatar]
        const dropped = await dropUnreferred(writer, [...new Set(former.filter((known) => known !== null))])
        return {
          result: toBot(row, fileAddress),
          announce: () => {
            tellServices()
            tell()
            discard(files, dropped)
          },
        }
      }),
    remove: (key) =>
      database.write(async (writer) => {
        const row = await requireOwnBot(writer, key, 'botNotDeletable')
        await repository.deleteBot(writer, row.id)
        const endSockets = await endAccess(writer, row.botUserId)
        const tellServices = await news(writer, row)
        return {
          result: undefined,
          announce: () => {
            endSockets()
            tellServices()
          },
        }
      }),
    renewToken: (key) =>
      database.write(async (writer) => {
        const row = await requireOwnBot(writer, key, 'botNotManageable')
        const accessToken = tokens.create()
        const change = { tokenHash: tokens.hash(accessToken), sealedToken: tokens.seal(row.id, accessToken) }
        await repository.updateBot(writer, row, { ...change, updatedAt: now() })
        return { result: { accessToken }, announce: await endAccess(writer, row.botUserId) }
      }),
  }
}
