import { resolve, type WorldContext } from './world-context.ts'

/** People without passwords: their sessions are minted, nobody logs in as them. */
export async function insertPeople({ writer, spec, ids, idOf, madeAt, pictures }: WorldContext): Promise<void> {
  for (const person of spec.people) {
    // The same person always has the same number after the name.
    const discriminator = String((Number.parseInt(idOf('discriminator', person.ref).slice(0, 8), 16) % 9999) + 1)
    await writer
      .insertInto('user')
      .values({
        id: resolve(ids.people, person.ref),
        email: `${person.ref}@people.internal.mew`,
        username: person.username,
        discriminator: discriminator.padStart(4, '0'),
        passwordHash: null,
        avatar: pictures.get(`person ${person.ref}`) ?? null,
        isBot: person.isBot === true ? 1 : 0,
        credentialVersion: 1,
        createdAt: madeAt,
        updatedAt: madeAt,
      })
      .execute()
  }
}
