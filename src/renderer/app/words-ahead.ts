import { loadCatalogue } from '../i18n/load-catalogue.ts'
import { languageOf, readPreferences } from './preferences.ts'

/** Gets the words while the rest of the program is on its way. Where they cannot be had, whoever needs them asks again. */
export async function fetchWords(): Promise<void> {
  await loadCatalogue(languageOf(readPreferences())).catch(() => undefined)
}
