/** The languages there is a catalogue for, as BCP 47 tags. */
export const languages = ['en', 'zh-Hans'] as const

export type Language = (typeof languages)[number]

/** What each language calls itself, for menus. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', 'zh-Hans': '简体中文' }

const languageOf: Readonly<Record<string, Language>> = { en: 'en', zh: 'zh-Hans' }

/** The first language of the user's list that there is a catalogue for; English if none. */
export function chooseLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const found = languageOf[tag.split('-')[0]?.toLowerCase() ?? '']
    if (found !== undefined) return found
  }
  return 'en'
}

function scriptOf(tag: string): string {
  const { language, script } = new Intl.Locale(tag).maximize()
  return `${language}-${script ?? ''}`
}

/** Whether a tag of a user means a language. What holds no script is told by its first part, which is much cheaper. */
function means(tag: string, language: Language): boolean {
  const first = tag.split('-')[0]?.toLowerCase()
  if (first !== language.split('-')[0]) return false
  return first === language || scriptOf(tag) === scriptOf(language)
}

/** The user's own region of the language shown, for dates and times: `en-GB` for English where the user is British. */
export function localeOf(language: Language, preferred: readonly string[]): string {
  return preferred.find((tag) => means(tag, language)) ?? language
}
