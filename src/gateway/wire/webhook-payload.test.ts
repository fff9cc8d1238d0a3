import { expect, test } from 'vitest'
import { createFileAddress } from './file-address.ts'
import { cardFileKeys, withCardFiles } from './webhook-payload.ts'

const fileAddress = createFileAddress({ staticBase: () => 'https://mew.test' })
const of = (payload: object): object => withCardFiles({ ...payload }, fileAddress)
const at = (key: string): string => `https://mew.test/static/${key}`

test('[HOOK7] files get their addresses at any depth, and nothing else is touched', () => {
  expect(
    of({
      s3_cover: ' cover.png ',
      cover: 'cover.png',
      s3_blank: '  ',
      s3_link: 'https://e.test/p.png',
      s3_number: 5,
      s3_none: null,
      s3_list: ['one.png', 'HTTP://e.test/two.png', 3, { s3_a: 'three.png', b: 'four.png' }, ['five.png']],
      s3_box: { b: 'six.png', s3_c: 'seven.png' },
      items: [{ s3_img: 'eight.png' }, ['nine.png']],
    }),
  ).toEqual({
    s3_cover: at('cover.png'),
    cover: 'cover.png',
    s3_blank: '',
    s3_link: 'https://e.test/p.png',
    s3_number: 5,
    s3_none: null,
    s3_list: [at('one.png'), 'HTTP://e.test/two.png', 3, { s3_a: at('three.png'), b: 'four.png' }, [at('five.png')]],
    s3_box: { b: 'six.png', s3_c: at('seven.png') },
    items: [{ s3_img: at('eight.png') }, ['nine.png']],
  })
})

test('[HOOK7] a picture that was chosen by its key gets its address too', () => {
  expect(of({ overrides: { username: 'a', avatarUrl: 'k.png' } })).toEqual({
    overrides: { username: 'a', avatarUrl: at('k.png') },
  })
  for (const overrides of [{ username: 'a' }, 'k.png', null]) expect(of({ overrides })).toEqual({ overrides })
})

test('[HOOK7] members named like those of every object stay what they are', () => {
  const sent = JSON.parse('{"__proto__":{"s3_a":"k.png"},"constructor":"x"}') as object
  expect(JSON.stringify(of(sent))).toBe(`{"__proto__":{"s3_a":"${at('k.png')}"},"constructor":"x"}`)
  expect(Object.getPrototypeOf({})).toBe(Object.prototype)
})

test('[HOOK13] the files that are named are known by their keys', () => {
  const [one, two, three] = ['a', 'b', 'c'].map((letter) => `${letter.repeat(21)}.png`)
  const payload = {
    s3_cover: ` ${one ?? ''} `,
    items: [{ s3_list: [two, 'https://e.test/p.png', 'short.png'], plain: 'd'.repeat(21) }],
    overrides: { username: 'a', avatarUrl: three },
  }
  expect(cardFileKeys(payload)).toEqual([one, two, three])
  expect(cardFileKeys({ overrides: { username: 'a'.repeat(21) } })).toEqual([])
})
