import { useCallback, useEffect, useState } from 'react'
import type { Catalogue } from '../i18n/catalogue.ts'
import { chooseLanguage, type Language } from '../i18n/languages.ts'
import { loadCatalogue } from '../i18n/load-catalogue.ts'
import { applyTheme } from '../theme/theme.ts'
import { readPreferences, writePreferences, type StoredPreferences } from './preferences.ts'

interface PreferencesState {
  readonly preferences: StoredPreferences & { readonly language: Language }
  readonly change: (change: Partial<StoredPreferences>) => void
  /** The words of the chosen language, once they are here. */
  readonly words: { readonly language: Language; readonly catalogue: Catalogue } | undefined
}

const languageOf = ({ language }: StoredPreferences): Language => language ?? chooseLanguage(navigator.languages)

/** Gets the words on their way before anything is drawn. */
export const preloadWords = (): void => void loadCatalogue(languageOf(readPreferences()))

export function usePreferences(): PreferencesState {
  const [stored, setStored] = useState(readPreferences)
  const [words, setWords] = useState<PreferencesState['words']>()
  const language = languageOf(stored)

  useEffect(() => applyTheme(stored.theme, 'comfortable'), [stored.theme])
  useEffect(() => {
    let wanted = true
    void loadCatalogue(language).then((catalogue) => {
      if (wanted) setWords({ language, catalogue })
    })
    return () => {
      wanted = false
    }
  }, [language])

  const change = useCallback((part: Partial<StoredPreferences>) => {
    setStored((before) => {
      const next = { ...before, ...part }
      writePreferences(next)
      return next
    })
  }, [])
  return { preferences: { ...stored, language }, change, words }
}
