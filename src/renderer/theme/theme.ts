export type ThemeChoice = 'light' | 'dark' | 'system'
export type Density = 'comfortable' | 'compact'

interface ThemeHost {
  readonly document: Pick<Document, 'documentElement'>
  readonly matchMedia: (query: string) => MediaQueryList
}

/** Shows the page in a theme and density; 'system' follows the system until the returned stop function is called. */
export function applyTheme(choice: ThemeChoice, density: Density, host: ThemeHost = window): () => void {
  const { dataset } = host.document.documentElement
  const prefersDark = host.matchMedia('(prefers-color-scheme: dark)')

  function show(): void {
    dataset['theme'] = choice === 'system' ? (prefersDark.matches ? 'dark' : 'light') : choice
  }

  dataset['density'] = density
  show()
  if (choice !== 'system') return () => undefined
  prefersDark.addEventListener('change', show)
  return () => prefersDark.removeEventListener('change', show)
}
