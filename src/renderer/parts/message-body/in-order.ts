import { createElement, Fragment } from 'react'
import type { ReactElement, ReactNode } from 'react'

/** Children that never change places, and so need no keys: a message's pieces are made anew with its text. */
export function inOrder(children: readonly ReactNode[]): ReactElement {
  return createElement(Fragment, null, ...children)
}
