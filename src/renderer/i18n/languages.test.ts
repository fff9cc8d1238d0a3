import { expect, test } from 'vitest'
import { chooseLanguage } from './languages.ts'

test.each([
  [[], 'en'],
  [['en-GB'], 'en'],
  [['zh-CN', 'en'], 'zh-Hans'],
  [['zh'], 'zh-Hans'],
  [['zh-TW'], 'zh-Hans'],
  [['ZH-hans-SG'], 'zh-Hans'],
  [['de-DE', 'zh-CN', 'en'], 'zh-Hans'],
  [['de-DE', 'fr'], 'en'],
] as const)('[I18N6] %j is shown in %s', (preferred, language) => {
  expect(chooseLanguage(preferred)).toBe(language)
})
