/** Where the browser keeps who was signed in here last. */
export const REMEMBERED_KEY = 'mew:account'

interface Person {
  readonly gatewayId: string
  readonly userId: string
}

/**
 * Who was signed in here last, as it is written there and before there is anything to check it by: good for nothing but
 * looking whether something is kept of them.
 */
export function lastPerson(): Person | undefined {
  try {
    const found = JSON.parse(localStorage.getItem(REMEMBERED_KEY) ?? '{}') as Partial<Person> | null
    const { gatewayId, userId } = found ?? {}
    return gatewayId === undefined || userId === undefined ? undefined : { gatewayId, userId }
  } catch {
    return undefined
  }
}
