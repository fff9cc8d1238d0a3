import type { Clock } from '../../clock.ts'
import type { Database } from '../../database/open-database.ts'
import { putService } from '../../database/upserts.ts'
import { isoTime } from '../../new-id.ts'
import type { Services } from '../../realtime/services.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { RegisterServiceBody } from '#shared/protocol/http/services.ts'
import * as repository from './repository.ts'

/** The kinds of services that run bots (MB-12). */
export interface ServicesService {
  readonly register: (serviceType: string, body: RegisterServiceBody) => Promise<object>
  readonly available: (includeOffline: boolean) => Promise<object[]>
  /** @throws ProtocolError noServiceBot */
  readonly directAccount: (serviceType: string) => Promise<string>
}

interface ServicesOptions {
  readonly clock: Clock
  readonly database: Database
  readonly services: Pick<Services, 'connectionsOf'>
}

export function createServicesService({ clock, database, services }: ServicesOptions): ServicesService {
  return {
    register: (serviceType, body) =>
      database.write(async (writer) => {
        const at = isoTime(clock.now())
        const serverName = body.serverName || serviceType
        await putService(writer, { ...body, serviceType, serverName, createdAt: at, updatedAt: at })
        return { result: { serviceType, serverName } }
      }),
    available: async (includeOffline) => {
      const rows = await repository.services(database.reader)
      return rows
        .map(({ serviceType, serverName, icon, description, configTemplate }) => {
          const connections = services.connectionsOf(serviceType)
          const texts = { serviceType, serverName, icon, description, configTemplate }
          return { ...texts, online: connections > 0, connections }
        })
        .filter(({ online }) => online || includeOffline)
    },
    directAccount: async (serviceType) => {
      const account = await repository.findDirectAccount(database.reader, serviceType)
      if (account === undefined) throw new ProtocolError('noServiceBot')
      return account
    },
  }
}
