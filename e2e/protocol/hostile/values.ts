import type { Dice } from '../dice.ts'

const nested = (levels: number): unknown =>
  Array.from({ length: levels }).reduce<unknown>((inner, _level, at) => (at % 2 === 0 ? [inner] : { inner }), 'deep')

/** What has brought other programs down, or got something out of them. Made when asked for: some of it is large. */
const values: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => 0,
  () => -0,
  () => -1,
  () => 1.5,
  () => 1e308,
  () => 2 ** 53,
  () => -(2 ** 63),
  () => '',
  () => ' \t\r\n\u2028\u00a0\ufeff',
  () => '0',
  () => 'NaN',
  () => 'undefined',
  () => '\u0000',
  () => 'nul \u0000 inside',
  () => '\ud800',
  () => 'half \udfff of one',
  () => '\ud83d\ude3a'.repeat(50),
  () => '\u202e\u2066\u200f',
  () => 'Z\u0351\u036b\u0343'.repeat(30),
  () => 'x'.repeat(101),
  () => 'x'.repeat(16_001),
  () => '\u00e9'.repeat(9_000),
  () => 'x'.repeat(300_000),
  () => "' or 1=1; drop table message; --",
  () => '%_\\%',
  () => '$where: sleep(1000)',
  () => '(a+)+$',
  () => '../../../../etc/passwd',
  () => 'C:\\Windows\\system.ini',
  () => '<img src=x onerror=alert(1)>',
  () => '{{7*7}}${7*7}',
  () => 'javascript:alert(1)',
  () => 'http://127.0.0.1:1/',
  () => 'http://[::ffff:169.254.169.254]/latest',
  () => 'file:///etc/passwd',
  () => '<@ffffffffffffffffffffffff>'.repeat(300),
  () => '@everyone @here',
  () => 'f'.repeat(24),
  () => 'F'.repeat(24),
  () => '0'.repeat(24),
  () => '\uff10'.repeat(24),
  () => 'f'.repeat(23),
  () => 'g'.repeat(24),
  () => `${'f'.repeat(24)}\n`,
  () => '__proto__',
  () => 'constructor',
  () => 'toString',
  () => 'ADMINISTRATOR',
  () => '2027-02-30T25:61:61Z',
  () => '+275760-09-13T00:00:00.001Z',
  () => [],
  () => [[]],
  () => {},
  () => ({}),
  () => ({ $gt: '' }),
  () => ({ length: 1e9 }),
  () => ({ toString: 'x', valueOf: 1, toJSON: {} }),
  () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}') as unknown,
  () => Array.from({ length: 5_000 }, (_, at) => at),
  () => Array.from({ length: 300 }, () => 'f'.repeat(24)),
  () => Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`key${at}`, at])),
  () => nested(31),
  () => nested(40),
  () => nested(1_000),
]

export const hostileValue = (dice: Dice): unknown => dice.pick(values)()

const keys = [
  '__proto__',
  'constructor',
  'prototype',
  '_id',
  'id',
  'authorId',
  'isOwner',
  'isBot',
  'toJSON',
  '$set',
  '',
  '\u0000',
]

function mutateList(list: readonly unknown[], dice: Dice): unknown[] {
  const at = Math.floor(dice.next() * list.length)
  const ways: readonly (() => unknown[])[] = [
    () => list.toSpliced(at, 1),
    () => [...list, hostileValue(dice)],
    () => [...list, ...list],
    () => (list.length === 0 ? [hostileValue(dice)] : list.with(at, mutate(list[at], dice))),
  ]
  return dice.pick(ways)()
}

/** Its own members, whatever they are called: an assignment to `__proto__` would set no member. */
const fromPairs = (pairs: readonly (readonly [string, unknown])[]): object => Object.fromEntries(pairs)

function mutateObject(object: object, dice: Dice): object {
  const pairs = Object.entries(object)
  const at = Math.floor(dice.next() * pairs.length)
  const [name = 'name', value] = pairs[at] ?? []
  const others = pairs.toSpliced(at, 1)
  const ways: readonly (() => object)[] = [
    () => fromPairs(others),
    () => fromPairs([...pairs, [dice.pick(keys), hostileValue(dice)]]),
    () => fromPairs([...others, [name.toUpperCase(), value]]),
    () => fromPairs([...others, [name, mutate(value, dice)]]),
    () => fromPairs([...others, [name, mutate(value, dice)]]),
    () => fromPairs([...others, [name, hostileValue(dice)]]),
    () => fromPairs([...others, [name, [value]]]),
  ]
  return dice.pick(ways)()
}

/** The same value with one thing about it changed, somewhere. */
function mutate(value: unknown, dice: Dice): unknown {
  if (dice.next() < 0.1) return hostileValue(dice)
  if (Array.isArray(value)) return mutateList(value, dice)
  if (typeof value === 'object' && value !== null) return mutateObject(value, dice)
  if (typeof value === 'string' && dice.next() < 0.4)
    return value + dice.pick(['\u0000', '\ud800', ' ', 'x'.repeat(70_000)])
  return hostileValue(dice)
}

const spoilers: readonly ((text: string, dice: Dice) => string)[] = [
  (text, dice) => text.slice(0, Math.floor(dice.next() * text.length)),
  (text) => `\ufeff${text}`,
  (text) => text + text,
  (text) => `${text}\u0000`,
  (text) => text.replaceAll('"', "'"),
  (text) => text.replace(/:("[^"]*"|\d+)/, ':NaN'),
  (text) => text.replace(/:("[^"]*"|\d+)/, ':1e999'),
  (text) => text.replace(/:("[^"]*"|\d+)/, ':-1e-999'),
  (text) => text.replace(/:("[^"]*"|\d+)/, ':00012'),
  (text) => text.replace(/^\{/, '{"name":1,"name":2,"__proto__":{"name":3},'),
  (text) => text.replace(/^\{/, '{/* a comment */'),
  (text) => text.replaceAll(/[a-z]/g, (letter) => String.raw`\u00${(letter.codePointAt(0) ?? 0).toString(16)}`),
  () => '['.repeat(20_000),
  () => `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  () => `"${'x'.repeat(1_100_000)}"`,
  () => `[${'0,'.repeat(400_000)}0]`,
]

/** JSON of a value, seldom quite right. */
export function hostileJson(value: unknown, dice: Dice): string {
  let changed = value
  for (let times = dice.count(3); times > 0; times -= 1) changed = mutate(changed, dice)
  const text = JSON.stringify(changed) ?? ''
  return dice.next() < 0.15 ? dice.pick(spoilers)(text, dice) : text
}
