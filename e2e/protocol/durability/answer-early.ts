import type { Commit, Database, Writer } from '#gateway/database/open-database.ts'
import type { GatewayParts } from '#gateway/gateway-parts.ts'

/**
 * The worst mistake a gateway can make, made on purpose: what a write has to say is said inside its transaction, which
 * is committed only afterwards. The checkers of durability must notice.
 */
export function answerBeforeCommit({ database }: GatewayParts, untilCommit: () => Promise<unknown>): void {
  const { write } = database
  const early: Database['write'] = <Result>(work: (writer: Writer) => Promise<Commit<Result>>) =>
    new Promise<Result>((resolve, reject) => {
      write(async (writer) => {
        const { result, announce } = await work(writer)
        announce?.()
        resolve(result)
        await untilCommit()
        return { result }
      }).catch(reject)
    })
  Object.assign(database, { write: early })
}
