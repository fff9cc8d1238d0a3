import { expect, test } from 'vitest'
import { clampBounds, type Bounds } from './clamp-bounds.ts'

const full: Bounds = { x: 0, y: 0, width: 1920, height: 1040 }
const left: Bounds = { x: -1280, y: 0, width: 1280, height: 984 }
const scaled: Bounds = { x: 0, y: 25, width: 1280, height: 695 }

const isInside = (bounds: Bounds, area: Bounds): boolean =>
  bounds.x >= area.x &&
  bounds.y >= area.y &&
  bounds.x + bounds.width <= area.x + area.width &&
  bounds.y + bounds.height <= area.y + area.height

test('[F36] a window of a display that was unplugged comes back to one that exists, in its size', () => {
  expect(clampBounds({ x: 2600, y: 200, width: 1200, height: 800 }, [full])).toEqual({
    x: 720,
    y: 200,
    width: 1200,
    height: 800,
  })
})

test('[F36] a window stays where it was as long as its display is there', () => {
  const saved = { x: -1200, y: 40, width: 900, height: 700 }
  expect(clampBounds(saved, [full, left])).toEqual(saved)
})

test('[F36] a window between two displays goes to the one that shows most of it', () => {
  const moved = clampBounds({ x: -300, y: 100, width: 900, height: 700 }, [full, left])
  expect(moved).toEqual({ x: 0, y: 100, width: 900, height: 700 })
})

test.each([
  ['negative', { x: -5000, y: -5000, width: 1200, height: 800 }],
  ['a title bar above the screen', { x: 100, y: -60, width: 1200, height: 800 }],
  ['larger than the display', { x: 0, y: 0, width: 9000, height: 9000 }],
  ['tiny', { x: 10, y: 10, width: 1, height: 1 }],
  ['zero', { x: 0, y: 0, width: 0, height: 0 }],
  ['not a number', { x: NaN, y: 0, width: NaN, height: 800 }],
  ['infinite', { x: 0, y: Infinity, width: 1200, height: 800 }],
  ['fractions', { x: 10.4, y: 20.6, width: 1000.5, height: 700.2 }],
  ['nothing', undefined],
])('[F36] %s: the whole window lies on the display', (_what, saved) => {
  for (const area of [full, scaled, { x: 0, y: 0, width: 320, height: 240 }]) {
    const bounds = clampBounds(saved, [area])
    expect(isInside(bounds, area)).toBe(true)
    expect(Object.values(bounds).every(Number.isInteger)).toBe(true)
    expect(bounds.width).toBeGreaterThanOrEqual(Math.min(360, area.width))
  }
})
