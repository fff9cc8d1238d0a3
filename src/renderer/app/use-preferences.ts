import { useCallback, useEffect, useState } from 'react'
import type { Catalogue } from '../i18n/catalogue.ts'
import type { Language } from '../i18n/languages.ts'
import { loadCatalogue, loadedCatalogue } from '../i18n/load-catalogue.ts'
import { applyTheme } from '../theme/theme.ts'
import { languageOf, readPreferences, writePreferences, type StoredPreferences } from './preferences.ts'

interface PreferencesState {
  readonly preferences: StoredPreferences & { readonly language: Language }
  readonly change: (change: Partial<StoredPreferences>) => void
  /** The words of the chosen language, once they are here. */
  readonly words: { readonly language: Language; readonly catalogue: Catalogue } | undefined
}

function wordsAtHand(language: Language): PreferencesState['words'] {
  const catalogue = loadedCatalogue(language)
  return catalogue && { language, catalogue }
}

export function usePreferences(): PreferencesState {
  const [stored, setStored] = useState(readPreferences)
  const language = languageOf(stored)
  const [words, setWords] = useState(() => wordsAtHand(language))

  useEffect(() => applyTheme(stored.theme, 'comfortable'), [stored.theme])
  useEffect(() => {
    if (words?.language === language) return undefined
    let wanted = true
    void loadCatalogue(language).then((catalogue) => {
      if (wanted) setWords({ language, catalogue })
    })
    return () => {
      wanted = false
    }
  }, [language, words])

  const change = useCallback((part: Partial<StoredPreferences>) => {
    setStored((before) => {
      const next = { ...before, ...part }
      writePreferences(next)
      return next
    })
  }, [])
  return { preferences: { ...stored, language }, change, words }
}
