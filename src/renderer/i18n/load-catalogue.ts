import type { Catalogue } from './catalogue.ts'
import type { Language } from './languages.ts'

const loaders: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: async () => (await import('./en.ts')).en,
  'zh-Hans': async () => (await import('./zh-hans.ts')).zhHans,
}

/** Each language is a chunk of its own; only the one shown is fetched. */
export function loadCatalogue(language: Language): Promise<Catalogue> {
  return loaders[language]()
}
