import { expect, test } from 'vitest'
import { createExternalLinks } from './external-links.ts'
import { textsFor } from './texts.ts'

function makeLinks({ agrees }: { agrees: boolean }) {
  const opened: string[] = []
  const questions: string[] = []
  const openExternal = createExternalLinks({
    open: (url) => {
      opened.push(url)
      return Promise.resolve()
    },
    ask: ({ message, detail }) => {
      questions.push(`${message} ${detail}`)
      return Promise.resolve(agrees)
    },
    texts: () => textsFor('en-US'),
  })
  return { openExternal, opened, questions }
}

test('[LINK1] https goes to the system at once', async () => {
  const { openExternal, opened, questions } = makeLinks({ agrees: false })
  await openExternal('https://mew.example/a?b#c')
  expect([opened, questions]).toEqual([['https://mew.example/a?b#c'], []])
})

test.each(['http://mew.example/', 'mailto:bob@mew.example'])(
  '[LINK2] %s only after a question that shows it',
  async (url) => {
    const willing = makeLinks({ agrees: true })
    await willing.openExternal(url)
    expect(willing.opened).toEqual([url])
    expect(willing.questions[0]).toContain(url)
    const unwilling = makeLinks({ agrees: false })
    await unwilling.openExternal(url)
    expect(unwilling.opened).toEqual([])
  },
)

test.each([
  'file:///etc/passwd',
  'javascript:alert(1)',
  'smb://host/share',
  'ms-msdt:/id',
  'app://bundle/',
  'no address',
])('[LINK3] %s is refused, and the caller is told', async (url) => {
  const { openExternal, opened, questions } = makeLinks({ agrees: true })
  await expect(openExternal(url)).rejects.toThrow('Only web and mail addresses')
  expect([opened, questions]).toEqual([[], []])
})

test('[LINK4] the question is asked in the language of the system', () => {
  const languages = ['en-GB', 'zh-CN', 'zh-TW', 'zh-Hant-HK', 'ja', 'de'].map((locale) => textsFor(locale).cancel)
  expect(languages).toEqual(['Cancel', '取消', '取消', '取消', 'キャンセル', 'Cancel'])
  expect(textsFor('zh-TW').openLink).toBe('開啟')
  expect(textsFor('zh-CN').openLink).toBe('打开')
})
