/** What sessions are called in the journal, as fields of a step: counted as they come, as their ids differ in each run. */
export type SessionNames = (id: string | undefined) => { readonly session?: string }

export function createSessionNames(): SessionNames {
  const names = new Map<string, string>()
  return (id) => {
    if (id === undefined) return {}
    const session = names.get(id) ?? `session#${names.size + 1}`
    names.set(id, session)
    return { session }
  }
}
