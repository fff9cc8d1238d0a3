import { expect, test } from 'vitest'
import { botLoginBody, botPromptBody, createBotBody, updateBotBody } from './bots.ts'

const complaints = (result: ReturnType<typeof createBotBody.safeParse>): unknown[] =>
  result.error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? []

test('[BOT1] a bot has a name and a service; whatever else a client claims is passed over', () => {
  const claims = { accessToken: 'mine', ownerId: 'a', avatarUrl: 'https://x.test', botUserId: 'b', _id: 'c' }
  const body = { name: ' Robot ', serviceType: ' caretaking ', ...claims }
  expect(createBotBody.parse(body)).toEqual({ name: 'Robot', serviceType: 'caretaking' })
  expect(complaints(createBotBody.safeParse({ name: ' a ', serviceType: '  ' }))).toEqual([
    ['name', 'Name must be at least 2 characters long'],
    ['serviceType', 'Service type is required'],
  ])
  expect(complaints(createBotBody.safeParse({ name: 'x'.repeat(51), serviceType: 'x' }))).toEqual([
    ['name', 'Name cannot exceed 50 characters'],
  ])
  expect(complaints(createBotBody.safeParse({})).map((entry) => (entry as string[])[0])).toEqual([
    'name',
    'serviceType',
  ])
  expect(createBotBody.parse({ name: 'x'.repeat(50), serviceType: 'x' }).name).toHaveLength(50)
})

test.each([
  [true, true],
  ['true', true],
  [false, false],
  ['false', false],
  ['TRUE', false],
  [1, false],
  [null, false],
  ['', false],
])('[BOT1] dmEnabled %s is %s, as forms have nothing but texts', (said, meant) => {
  expect(updateBotBody.parse({ dmEnabled: said })).toEqual({ dmEnabled: meant })
})

test('[BOT5] what an update does not name is not there', () => {
  expect(updateBotBody.parse({ accessToken: 'x' })).toEqual({})
})

test('[BOT1] a config is a text that is JSON, of whatever shape', () => {
  for (const config of ['{}', '[1]', '"text"', '5', 'null', ' {"a": 1} ']) {
    expect(updateBotBody.parse({ config })).toEqual({ config })
  }
  for (const config of ['', '{', "{'a':1}", 'undefined']) {
    expect(complaints(updateBotBody.safeParse({ config }) as never)).toEqual([
      ['config', 'Config must be a valid JSON string'],
    ])
  }
  expect(updateBotBody.safeParse({ config: {} }).success).toBe(false)
  expect(updateBotBody.safeParse({ config: JSON.stringify('x'.repeat(262_143)) }).success).toBe(false)
})

test('[BOT9] a bot sets 1 to 20,000 characters of itself', () => {
  expect(botPromptBody.parse({ system_prompt: ' x ', model: 'y' })).toEqual({ system_prompt: ' x ' })
  expect(botPromptBody.safeParse({ system_prompt: '' }).error?.issues[0]?.message).toBe('system_prompt is required')
  expect(botPromptBody.safeParse({ system_prompt: 'x'.repeat(20_000) }).success).toBe(true)
  expect(botPromptBody.safeParse({ system_prompt: 'x'.repeat(20_001) }).error?.issues[0]?.message).toBe(
    'system_prompt too long',
  )
})

test('[BOT8] the blanks around a token are not part of it', () => {
  expect(botLoginBody.parse({ accessToken: ' x ' })).toEqual({ accessToken: 'x' })
  expect(botLoginBody.safeParse({ accessToken: '  ' }).error?.issues[0]?.message).toBe('accessToken is required')
})
