import { createContext, use, useLayoutEffect, useMemo } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { Catalogue } from './catalogue.ts'
import type { Language } from './languages.ts'

interface Texts {
  readonly language: Language
  readonly catalogue: Catalogue
}

const TextContext = createContext<Texts | undefined>(undefined)

interface TextProviderProps extends Texts {
  readonly children: ReactNode
}

/** Gives the tree its words and tells the page which language they are in. */
export function TextProvider({ language, catalogue, children }: TextProviderProps): ReactElement {
  useLayoutEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const texts = useMemo(() => ({ language, catalogue }), [language, catalogue])
  return <TextContext value={texts}>{children}</TextContext>
}

function useTexts(): Texts {
  const texts = use(TextContext)
  if (texts === undefined) throw new Error('A text was asked for outside TextProvider')
  return texts
}

/** The catalogue of the language shown: `const text = useText(); text.signIn.email`. */
export function useText(): Catalogue {
  return useTexts().catalogue
}

export function useLanguage(): Language {
  return useTexts().language
}
