import { extensionNames, type ExtensionName } from '#shared/protocol/extension-events.ts'

// Rooms that are no id of anything: words that no id can be.

/** Every socket that has been let in. */
export const EVERYBODY = 'everybody'

/** Where services of bots are, apart from everybody else (GW-10). */
export const SERVICES_NAMESPACE = '/infra'

/** Sockets that did not ask for an extension: what belongs to it goes past them. */
export const withoutExtension = (extension: ExtensionName): string => `without ${extension}`

/** The extensions a socket named when it connected; whatever else stands there is passed over (convergence). */
export function askedExtensions(auth: Readonly<Record<string, unknown>>): ReadonlySet<ExtensionName> {
  const { extensions } = auth
  if (!Array.isArray(extensions)) return new Set()
  return new Set(extensionNames.filter((name) => extensions.includes(name)))
}
