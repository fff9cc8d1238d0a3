import type { Catalogue } from './catalogue.ts'
import type { Language } from './languages.ts'

const loaders: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: async () => (await import('./en.ts')).en,
  'zh-Hans': async () => (await import('./zh-hans.ts')).zhHans,
}

const loaded = new Map<Language, Catalogue>()

/** Each language is a chunk of its own; only the one shown is fetched. */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  const catalogue = await loaders[language]()
  loaded.set(language, catalogue)
  return catalogue
}

/** What was loaded before, for whoever can wait for nothing. */
export const loadedCatalogue = (language: Language): Catalogue | undefined => loaded.get(language)
