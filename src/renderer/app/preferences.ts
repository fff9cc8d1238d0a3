import { undoChoices, type UndoSeconds } from '../features/account/undo-choices.ts'
import { chooseLanguage, languages, type Language } from '../i18n/languages.ts'
import type { ThemeChoice } from '../theme/theme.ts'

/** How the page looks, speaks and sends; kept by the browser for the next start. No secret is ever among them. */
export interface StoredPreferences {
  readonly theme: ThemeChoice
  readonly language: Language | undefined
  readonly membersShown: boolean
  /** So long what is sent can be taken back; 0: not at all. */
  readonly undoSeconds: UndoSeconds
}

const KEY = 'mew:preferences'
const themes: readonly ThemeChoice[] = ['light', 'dark', 'system']

function readStored(): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    // Storage that is forbidden or damaged costs the preferences and nothing else.
    return {}
  }
}

export function readPreferences(): StoredPreferences {
  const stored = readStored()
  return {
    theme: themes.find((theme) => theme === stored['theme']) ?? 'system',
    language: languages.find((language) => language === stored['language']),
    membersShown: stored['membersShown'] !== false,
    undoSeconds: undoChoices.find((seconds) => seconds === stored['undoSeconds']) ?? 0,
  }
}

/** The one that was chosen, or else the first of the browser's that there is. */
export const languageOf = ({ language }: StoredPreferences): Language => language ?? chooseLanguage(navigator.languages)

export function writePreferences(preferences: StoredPreferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences))
  } catch {
    // The choice holds for as long as the page lives.
  }
}
