export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const DEFAULT_SIZE = { width: 1280, height: 820 }
export const MIN_SIZE = { width: 360, height: 420 }

const isSound = ({ x, y, width, height }: Bounds): boolean =>
  [x, y, width, height].every(Number.isFinite) && width > 0 && height > 0

function overlap(a: Bounds, b: Bounds): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.max(0, width) * Math.max(0, height)
}

const between = (value: number, low: number, high: number): number => Math.round(Math.max(low, Math.min(value, high)))

function centred(area: Bounds): Bounds {
  const width = Math.min(DEFAULT_SIZE.width, area.width)
  const height = Math.min(DEFAULT_SIZE.height, area.height)
  const x = Math.round(area.x + (area.width - width) / 2)
  return { x, y: Math.round(area.y + (area.height - height) / 2), width, height }
}

/**
 * Where a window opens: wholly on the display that shows most of where it was, in a size that fits there. `areas` are the
 * displays' work areas, the primary one first; one is always there.
 */
export function clampBounds(saved: Bounds | undefined, areas: readonly [Bounds, ...Bounds[]]): Bounds {
  const [primary] = areas
  if (saved === undefined || !isSound(saved)) return centred(primary)
  const area = areas.reduce((best, next) => (overlap(saved, next) > overlap(saved, best) ? next : best), primary)
  const width = between(saved.width, Math.min(MIN_SIZE.width, area.width), area.width)
  const height = between(saved.height, Math.min(MIN_SIZE.height, area.height), area.height)
  return {
    x: between(saved.x, area.x, area.x + area.width - width),
    y: between(saved.y, area.y, area.y + area.height - height),
    width,
    height,
  }
}
