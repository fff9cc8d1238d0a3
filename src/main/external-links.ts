import type { Texts } from './texts.ts'

/** Asks the person at the screen, and answers whether they agreed. */
export type AskPerson = (question: {
  readonly message: string
  readonly detail: string
  readonly agree: string
  readonly decline: string
}) => Promise<boolean>

interface ExternalLinksOptions {
  readonly open: (url: string) => Promise<void>
  readonly ask: AskPerson
  readonly texts: () => Texts
}

/**
 * Hands addresses to the system. https goes at once; http and mailto after a question that shows the real address;
 * anything else could start a program with words of a stranger's choice.
 * @throws where the address is of no such kind
 */
export function createExternalLinks({ open, ask, texts }: ExternalLinksOptions): (address: string) => Promise<void> {
  return async (address) => {
    const url = URL.parse(address)
    if (url?.protocol === 'https:') {
      await open(url.href)
      return
    }
    if (url?.protocol !== 'http:' && url?.protocol !== 'mailto:')
      throw new Error('Only web and mail addresses are opened')
    const { openLinkQuestion, openPlainLinkDetail, openMailDetail, openLink, cancel } = texts()
    const detail = url.protocol === 'http:' ? openPlainLinkDetail : openMailDetail
    const isAgreed = await ask({
      message: openLinkQuestion,
      detail: `${url.href}\n\n${detail}`,
      agree: openLink,
      decline: cancel,
    })
    if (isAgreed) await open(url.href)
  }
}
