import { describe, expect, test } from 'vitest'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { knock, mixesOf, partsOf } from './asking.ts'
import { collectRoutes, nameOf, type Route } from './collect-routes.ts'
import { doors, type Door, type Passes } from './doors.ts'
import { openHouse, type House, type Things } from './things.ts'

const routes = await collectRoutes()

/** The doors of some kinds, with the routes they belong to. */
const doorsFor = (kinds: readonly Passes[]): { route: Route; door: Door }[] =>
  routes.flatMap((route) => {
    const door = doors[nameOf(route)]
    return door !== undefined && kinds.includes(door.passes) ? [{ route, door }] : []
  })

const is =
  (method: string) =>
  ({ route }: { route: Route }): boolean =>
    route.method === method
const isNot =
  (method: string) =>
  ({ route }: { route: Route }): boolean =>
    route.method !== method

const GATED: readonly Passes[] = ['members', 'viewers', 'permitted', 'itself']

async function bearer({ home }: House, person: string): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${await home.tokenOf(person)}` }
}

test('[WHO1] every route says who may pass it, and nothing is said of a route that is not there', () => {
  expect(routes.map(nameOf).toSorted()).toEqual(Object.keys(doors).toSorted())
})

test('[WHO1] a route is open where this table says so, and only there', () => {
  const open = routes.filter((route) => route.open).map(nameOf)
  expect(open).toEqual(doorsFor(['open', 'operator']).map(({ route }) => nameOf(route)))
})

describe('with a good token', () => {
  /** What was refused as it has to be: with a reason, and without a word of what is behind the door. */
  const REFUSED = { status: expect.toBeOneOf([403, 404]) as number, body: { message: expect.any(String) as string } }

  /** Tries every mix of things of which at least one is not the caller's. */
  async function tryAll(house: House, person: string, tries: Tries): Promise<void> {
    const headers = await bearer(house, person)
    using witness = await readySocket(house.home.url, await house.home.tokenOf(person))
    const before = await house.stored()
    for (const { route, door } of doorsFor(tries.kinds)) {
      for (const things of mixesOf(route, tries.owners).filter((mix) => tries.isForeign(mix, route))) {
        const {
          status,
          body,
          text,
          headers: answered,
        } = await knock({ url: house.home.url, route, door, things, headers })
        expect({ door: nameOf(route), things, status, body }).toMatchObject({ door: nameOf(route), things, ...REFUSED })
        expect(text + JSON.stringify(answered)).not.toContain(house.marker)
      }
      expect([nameOf(route), await house.stored()]).toEqual([nameOf(route), before])
    }
    await witness.settled()
    expect(JSON.stringify(witness.heard)).not.toContain(house.marker)
  }

  interface Tries {
    readonly kinds: readonly Passes[]
    readonly owners: readonly Things[]
    readonly isForeign: (mix: Things, route: Route) => boolean
  }

  test(
    '[SRV2] [ROOM4] an outsider passes no door of anybody else, whichever things are mixed',
    { timeout: 60_000 },
    async () => {
      await using house = await openHouse()
      const { own, open, hidden, direct } = house
      await tryAll(house, 'olga', {
        kinds: GATED,
        owners: [own, open, hidden, direct],
        isForeign: (mix, route) => partsOf(route).some((part) => mix[part] !== own[part]),
      })
    },
  )

  test('[ROOM4] a member passes no door of a channel they cannot view', { timeout: 60_000 }, async () => {
    await using house = await openHouse()
    const { hidden, open } = house
    await tryAll(house, 'mark', {
      kinds: ['viewers', 'permitted'],
      owners: [hidden, open],
      isForeign: (mix, route) => partsOf(route).includes('channel') && mix.channel === hidden.channel,
    })
  })

  test('[CHAN1] [MSG9] a member without a permission passes no door that needs one', { timeout: 60_000 }, async () => {
    await using house = await openHouse()
    await tryAll(house, 'mark', { kinds: ['permitted', 'itself'], owners: [house.open], isForeign: () => true })
  })

  test(
    '[ROOM4] nor does a body get at the things of others through a door of one’s own',
    { timeout: 60_000 },
    async () => {
      await using house = await openHouse()
      const { home, own, marker } = house
      const headers = await bearer(house, 'olga')
      for (const { route, door } of doorsFor(['own', ...GATED]).filter(isNot('DELETE'))) {
        for (const inBody of [house.open, house.hidden, house.direct]) {
          const answer = await knock({ url: home.url, route, door, things: own, inBody, headers })
          expect([nameOf(route), answer.status < 500]).toEqual([nameOf(route), true])
          expect(answer.text).not.toContain(marker)
        }
      }
      // What was taken in along the way must not show up later either.
      for (const { route, door } of doorsFor(['own', 'members', 'viewers']).filter(is('GET'))) {
        const answer = await knock({ url: home.url, route, door, things: own, headers })
        expect([nameOf(route), answer.status]).toEqual([nameOf(route), 200])
        expect(answer.text).not.toContain(marker)
      }
    },
  )

  test('[SRV1] whoever may pass does: the doors are where the tests knock', { timeout: 60_000 }, async () => {
    for (const { route, door } of doorsFor(GATED)) {
      await using house = await openHouse()
      const person = door.passes === 'permitted' ? 'vera' : 'mark'
      const headers =
        door.passes === 'itself' ? { authorization: `Bearer ${house.botToken}` } : await bearer(house, person)
      const things = { ...house.open, user: house.home.idOf('mark') }
      const { status } = await knock({ url: house.home.url, route, door, things, headers })
      const wanted = door.told === undefined ? [200, 201, 204] : [door.told]
      expect([nameOf(route), status]).toEqual([nameOf(route), expect.toBeOneOf(wanted)])
    }
  })
})
