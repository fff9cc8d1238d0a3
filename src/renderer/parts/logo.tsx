import type { ReactElement } from 'react'

/** Two speech shapes of radius 18 whose overlap makes the middle of an M; each has its tail at the outer lower corner. */
const left = 'M0 18a18 18 0 1 1 18 18H3.5A3.5 3.5 0 0 1 0 32.5z'
const right = 'M54 18a18 18 0 1 0-18 18h14.5a3.5 3.5 0 0 0 3.5-3.5z'

interface LogoProps {
  /** Its width in pixels; the height is two thirds of it. */
  readonly size?: number
  readonly className?: string
}

/** Drawn in the colour of the text around it. */
export function Logo({ size = 30, className }: LogoProps): ReactElement {
  return (
    <svg viewBox="0 0 54 36" width={size} height={(size * 2) / 3} className={className} aria-hidden="true">
      <path d={left} fill="currentColor" opacity="0.78" />
      <path d={right} fill="currentColor" opacity="0.78" />
    </svg>
  )
}

/** The same shapes as a large, pale ground beside the sign-in form. */
export function LogoGround(): ReactElement {
  return (
    <svg viewBox="0 0 54 36" preserveAspectRatio="xMinYMid meet" className="logo-ground" aria-hidden="true">
      <path d={left} />
      <path d={right} />
    </svg>
  )
}
