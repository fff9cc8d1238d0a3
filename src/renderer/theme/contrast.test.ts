import { describe, expect, test } from 'vitest'
import sheet from './tokens.css?raw'

interface Color {
  /** Red, green and blue as a screen mixes them, 0 to 1. */
  readonly channels: readonly [number, number, number]
  readonly alpha: number
}

type Tokens = ReadonlyMap<string, string>

const blocks = [...sheet.matchAll(/^([^@{}]+)\{([^{}]*)\}/gm)].map(([, selector = '', body = '']) => ({
  selector: selector.split('*/').at(-1)?.trim() ?? '',
  declarations: [...body.matchAll(/--([\w-]+):([^;]+);/g)],
}))

/** The declarations of every block that is for the whole page or the theme asked for, later ones last. */
function tokensOf(theme: 'light' | 'dark'): Tokens {
  const tokens = new Map<string, string>()
  for (const { selector, declarations } of blocks) {
    if (!/:root|\[data-theme\]/.test(selector) && !selector.includes(`'${theme}'`)) continue
    for (const [, name = '', value = ''] of declarations) tokens.set(name, value.trim())
  }
  return tokens
}

const gamma = (linear: number): number => {
  const clipped = Math.min(1, Math.max(0, linear))
  return clipped <= 0.0031308 ? clipped * 12.92 : 1.055 * clipped ** (1 / 2.4) - 0.055
}

const linear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)

/** OKLCH as CSS Color 4 defines it; what a screen cannot show is cut off, as browsers do. */
function fromOklch(lightness: number, chroma: number, hue: number): Color {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return {
    channels: [
      gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
      gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
      gamma(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
    ],
    alpha: 1,
  }
}

function colorOf(tokens: Tokens, name: string): Color {
  const value = tokens.get(name) ?? ''
  const plain = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(value)
  if (plain !== null) return fromOklch(Number(plain[1]), Number(plain[2]), Number(plain[3]))
  const veil = /^color-mix\(in oklab, var\(--([\w-]+)\) ([\d.]+)%, transparent\)$/.exec(value)
  if (veil === null) throw new Error(`--${name} is no colour this test knows: ${value}`)
  return { ...colorOf(tokens, veil[1] ?? ''), alpha: Number(veil[2]) / 100 }
}

function over(top: Color, bottom: Color): Color {
  const mix = (index: 0 | 1 | 2): number => top.channels[index] * top.alpha + bottom.channels[index] * (1 - top.alpha)
  return { channels: [mix(0), mix(1), mix(2)], alpha: 1 }
}

function luminance({ channels: [red, green, blue] }: Color): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

function contrast(one: Color, other: Color): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

const surfaces = ['rail', 'panel', 'canvas', 'raised', 'well'] as const
const veils = ['hover', 'pressed', 'selected', 'mention', 'accent-soft', 'warn-soft', 'bad-soft'] as const
const hues = Array.from({ length: 72 }, (_, step) => step * 5)

test('[A11Y1] the arithmetic agrees with known pairs', () => {
  const white = fromOklch(1, 0, 0)
  expect(contrast(white, fromOklch(0, 0, 0))).toBeCloseTo(21, 1)
  // #767676, the lightest grey that passes on white.
  expect(contrast(white, fromOklch(0.5686, 0, 0))).toBeCloseTo(4.54, 1)
})

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const tokens = tokensOf(theme)
  const color = (name: string): Color => colorOf(tokens, name)
  const number = (name: string): number => Number(tokens.get(name))

  const grounds = new Map<string, Color>()
  for (const surface of surfaces) {
    grounds.set(surface, color(surface))
    for (const veil of veils) grounds.set(`${veil} on ${surface}`, over(color(veil), color(surface)))
  }

  /** Every ground on which a foreground is too weak. */
  function tooWeak(foreground: Color, least: number, names: Iterable<string> = grounds.keys()): string[] {
    return [...names].flatMap((name) => {
      const ground = grounds.get(name)
      const reached = ground === undefined ? 0 : contrast(foreground, ground)
      return reached < least ? [`${name}: ${reached.toFixed(2)}`] : []
    })
  }

  test('[A11Y2] text reaches 7:1 on every surface and under every veil', () => {
    expect(tooWeak(color('text'), 7)).toEqual([])
  })

  test('[A11Y3] secondary text reaches 4.5:1 where it stands', () => {
    const places = [...surfaces, ...surfaces.flatMap((name) => [`hover on ${name}`, `pressed on ${name}`])]
    expect(tooWeak(color('muted'), 4.5, [...places, 'mention on canvas', 'warn-soft on canvas'])).toEqual([])
  })

  test('[A11Y4] times and shortcuts reach 4.5:1 where they stand', () => {
    expect(tooWeak(color('faint'), 4.5, ['panel', 'canvas', 'raised', 'well', 'hover on canvas'])).toEqual([])
  })

  test('[A11Y5] links, failures and good news are readable as text', () => {
    for (const name of ['accent', 'bad', 'good', 'warn']) {
      expect({ name, weak: tooWeak(color(name), 4.5, ['canvas', 'raised']) }).toEqual({ name, weak: [] })
    }
    expect(tooWeak(color('accent'), 4.5, ['accent-soft on canvas'])).toEqual([])
    expect(tooWeak(color('warn'), 3, ['warn-soft on canvas'])).toEqual([])
  })

  test('[A11Y6] what is written on filled buttons reaches 4.5:1', () => {
    expect(contrast(color('on-accent'), color('accent'))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(color('on-accent'), color('accent-hover'))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(color('on-bad'), color('bad'))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(color('canvas'), color('text'))).toBeGreaterThanOrEqual(7)
  })

  test('[A11Y7] edges of controls and the focus ring reach 3:1', () => {
    expect(tooWeak(color('line-strong'), 3, ['canvas', 'raised'])).toEqual([])
    expect(tooWeak(color('accent'), 3, surfaces)).toEqual([])
    expect(tooWeak(color('good'), 3, surfaces)).toEqual([])
    expect(tooWeak(color('faint'), 3, surfaces)).toEqual([])
  })

  test('[A11Y8] a name in its role’s colour reaches 4.5:1, whatever hue the user took', () => {
    const weak = hues.filter((hue) => {
      const role = fromOklch(number('role-l'), number('role-c'), hue)
      return tooWeak(role, 4.5, ['canvas', 'panel', 'raised', 'hover on canvas']).length > 0
    })
    expect(weak).toEqual([])
  })

  test('[A11Y9] initials reach 4.5:1 on their tile in every hue', () => {
    const weak = hues.filter((hue) => {
      const tile = fromOklch(number('tile-l'), number('tile-c'), hue)
      return contrast(fromOklch(number('tile-text-l'), number('tile-text-c'), hue), tile) < 4.5
    })
    expect(weak).toEqual([])
  })
})
