import { expect, test } from 'vitest'
import { chooseLanguage, localeOf } from './languages.ts'

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

test.each([
  ['en', ['en-GB', 'en'], 'en-GB'],
  ['en', ['de-DE'], 'en'],
  ['zh-Hans', ['en-GB', 'zh-CN'], 'zh-CN'],
  ['zh-Hans', ['zh-TW'], 'zh-Hans'],
] as const)('[I18N6] times of %s for a user of %j are written as in %s', (language, preferred, locale) => {
  expect(localeOf(language, preferred)).toBe(locale)
})
