import type { ReactElement } from 'react'
import { useText } from '../../i18n/text-provider.tsx'
import { SideScroll } from './side-scroll.tsx'

/** How languages are written that most people name by their ending. */
const languageNames: Readonly<Record<string, string>> = {
  bash: 'Shell',
  c: 'C',
  cpp: 'C++',
  cs: 'C#',
  css: 'CSS',
  go: 'Go',
  html: 'HTML',
  java: 'Java',
  javascript: 'JavaScript',
  js: 'JavaScript',
  json: 'JSON',
  jsx: 'JSX',
  kotlin: 'Kotlin',
  php: 'PHP',
  py: 'Python',
  python: 'Python',
  rb: 'Ruby',
  rs: 'Rust',
  rust: 'Rust',
  sh: 'Shell',
  sql: 'SQL',
  swift: 'Swift',
  ts: 'TypeScript',
  tsx: 'TSX',
  typescript: 'TypeScript',
  xml: 'XML',
  yaml: 'YAML',
  yml: 'YAML',
}

interface CodeBlockProps {
  readonly code: string
  /** As typed after the fence; empty where nothing was. */
  readonly language: string
}

export function CodeBlock({ code, language }: CodeBlockProps): ReactElement {
  const text = useText()
  const name = Object.hasOwn(languageNames, language.toLowerCase()) ? languageNames[language.toLowerCase()] : language
  return (
    <figure className="code-block">
      {name === '' ? null : (
        <figcaption>
          <bdi>{name}</bdi>
        </figcaption>
      )}
      <SideScroll label={text.messages.code} className="code-scroll">
        <pre dir="ltr">
          <code>{code}</code>
        </pre>
      </SideScroll>
    </figure>
  )
}
