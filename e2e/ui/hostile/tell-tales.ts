import type { BrowserContext, Page } from '@playwright/test'

/** What a script does where it runs: each leaves a trace of its own, and none depends on another. */
const deedsOf = (label: string): readonly string[] => [
  `fetch('/api/ran?${label}')`,
  `localStorage.setItem('ran ${label}','')`,
  `document.title='ran ${label}'`,
  `window.name='ran ${label}'`,
  // In a worker there is no page above, only whoever began it.
  `self.top?top.postMessage('ran ${label}','*'):postMessage('ran ${label}')`,
  `top.location.hash='ran ${label}'`,
  `alert('ran ${label}')`,
]

/** One expression, without double quotes and angle brackets. */
export const tellingScript = (label: string): string =>
  `[${deedsOf(label)
    .map((deed) => `function(){${deed}}`)
    .join()}].map(function(f){try{f()}catch(e){}})`

/** What scripts left behind, such as `dialog ran 3-1`. */
export interface TellTales {
  /** All that was seen so far, here and in every page, frame and worker of the context. */
  readonly look: (page: Page) => Promise<readonly string[]>
}

const inPage = (): string[] => [
  `title ${document.title}`,
  `name ${window.name}`,
  `hash ${decodeURIComponent(location.hash.slice(1))}`,
  ...Object.keys(window.origin === 'null' ? {} : localStorage).map((key) => `storage ${key}`),
  ...((window as unknown as { readonly heard?: readonly string[] }).heard ?? []).map((data) => `message ${data}`),
]

export function watchFor(context: BrowserContext): TellTales {
  const seen = new Set<string>()
  context.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (/^\/api\/(?:css-)?ran$/.test(pathname)) seen.add(`request ran ${pathname}${search}`)
  })
  context.on('dialog', (dialog) => {
    seen.add(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  return {
    look: async (page) => {
      for (const trace of await page.evaluate(inPage)) if (/^\w+ ran\b/.test(trace)) seen.add(trace)
      return [...seen].toSorted()
    },
  }
}
