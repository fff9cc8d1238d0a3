/**
 * In the page, before all else: puts together a program of classic scripts, each of which adds one chunk. A chunk is made when
 * something takes it for the first time; one that is not in the page's head is fetched when somebody asks for it later.
 */
{
  /** @typedef {(name: string) => object} Take */
  /** @typedef {{ needs: string[], make: (take: Take, exports: object) => void, exports?: object }} Chunk */

  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript)
  const folder = src.slice(0, src.lastIndexOf('/') + 1)
  /** @type {Map<string, Chunk>} */
  const chunks = new Map()
  /** @type {Map<string, PromiseWithResolvers<void>>} */
  const awaited = new Map()

  /** @type {Take} */
  const take = (name) => {
    const chunk = /** @type {Chunk} */ (chunks.get(name))
    if (chunk.exports === undefined) {
      chunk.exports = {}
      chunk.make(Object.assign(take, { later }), chunk.exports)
    }
    return chunk.exports
  }

  /** @param {string} name */
  const fetchOne = (name) => {
    const known = awaited.get(name)
    if (known) return known.promise
    /** @type {PromiseWithResolvers<void>} */
    const arrival = Promise.withResolvers()
    awaited.set(name, arrival)
    const address = folder + name
    if (![...document.scripts].some((script) => script.src === address)) {
      const script = document.createElement('script')
      script.src = address
      script.addEventListener('error', () => {
        // Whoever asks again has it fetched again.
        awaited.delete(name)
        script.remove()
        arrival.reject(new Error(`A part of the program could not be fetched: ${name}`))
      })
      document.head.append(script)
    }
    return arrival.promise
  }

  /** @param {string} name @returns {Promise<void>} */
  const arrive = async (name) => {
    if (!chunks.has(name)) await fetchOne(name)
    await Promise.all(/** @type {Chunk} */ (chunks.get(name)).needs.map(arrive))
  }

  /** @param {string} name @param {string[]} needs all that it needs, so that one need not have arrived for the next to be fetched */
  const later = async (name, needs = []) => {
    for (const need of needs) if (!chunks.has(need)) fetchOne(need).catch(() => undefined)
    await arrive(name)
    return take(name)
  }

  /** @param {string} name @param {string[]} needs @param {Chunk['make']} make */
  const add = (name, needs, make) => {
    chunks.set(name, { needs, make })
    awaited.get(name)?.resolve()
  }

  Object.assign(globalThis, { mewChunks: { add, later, take } })
}
