import { fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { drawInApp } from '#renderer/ui/draw-in-app.tsx'
import { JsonTree } from './json-tree.tsx'

const value = { id: 'a', author: { name: 'priya', tags: ['one', 'two'] }, none: null }

const lines = (): (string | null)[] => screen.getAllByRole('treeitem').map((line) => line.textContent)

test('[INSP12] a payload is gone through, opened and closed by arrows', () => {
  drawInApp(<JsonTree label="Payload" value={value} />)
  const tree = screen.getByRole('tree', { name: 'Payload' })
  const press = (...keys: readonly string[]): void => {
    for (const key of keys) fireEvent.keyDown(tree, { key })
  }
  const selected = (): string | null => screen.getByRole('treeitem', { selected: true }).textContent

  expect(lines()).toEqual(['id "a"', 'author ', 'name "priya"', 'tags ', '0 "one"', '1 "two"', 'none null'])
  press('Home', 'ArrowDown')
  expect(selected()).toBe('author ')
  press('ArrowLeft')
  expect(lines()).toEqual(['id "a"', 'author {2}', 'none null'])
  press('ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowDown')
  expect(selected()).toBe('0 "one"')
  press('ArrowLeft')
  expect(selected()).toBe('tags ')
  press('End')
  expect(selected()).toBe('none null')
  expect(tree.getAttribute('aria-activedescendant')).toBe(screen.getByRole('treeitem', { selected: true }).id)
})
