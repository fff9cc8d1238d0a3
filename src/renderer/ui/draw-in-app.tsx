import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { en } from '../i18n/en.ts'
import { TextProvider } from '../i18n/text-provider.tsx'
import { UiProvider } from './ui-provider.tsx'

/** For tests: draws something with the words and providers it has in the app. */
export function drawInApp(children: ReactNode): ReturnType<typeof render> {
  return render(children, {
    wrapper: ({ children: wrapped }) => (
      <TextProvider language="en" catalogue={en}>
        <UiProvider>{wrapped}</UiProvider>
      </TextProvider>
    ),
  })
}
