import type { CSSProperties, ReactElement, ReactNode } from 'react'
import { useText } from '../../i18n/text-provider.tsx'
import { CodeBlock } from './code-block.tsx'
import { inOrder } from './in-order.ts'
import { drawInline } from './draw-inline.tsx'
import type { Block, Cell, ListItem } from './nodes.ts'
import { SideScroll } from './side-scroll.tsx'

/** The first heading of a message comes after those of the page. */
const headings = ['h3', 'h4', 'h5', 'h6'] as const

type Of<Kind extends Block['kind']> = Extract<Block, { readonly kind: Kind }>

function Heading({ block }: { readonly block: Of<'heading'> }): ReactElement {
  const Tag = headings[block.level - 1] ?? 'h6'
  return <Tag dir="auto">{drawInline(block.children)}</Tag>
}

/** The number is text of its own, so that it is shown and copied as it was typed. */
function Item({ item }: { readonly item: ListItem }): ReactElement {
  return (
    <li>
      {item.marker === undefined ? <i className="bullet" aria-hidden="true" /> : <span>{item.marker} </span>}
      <div>{drawBlocks(item.children)}</div>
    </li>
  )
}

function List({ block }: { readonly block: Of<'list'> }): ReactElement {
  const Tag = block.ordered ? 'ol' : 'ul'
  return <Tag>{inOrder(block.items.map(drawItem))}</Tag>
}

function drawItem(item: ListItem): ReactElement {
  return <Item item={item} />
}

function drawCell(cell: Cell, Tag: 'th' | 'td'): ReactElement {
  return (
    <Tag dir="auto" style={{ '--cell-align': cell.align } as CSSProperties}>
      {drawInline(cell.children)}
    </Tag>
  )
}

function drawRow(cells: readonly Cell[], Tag: 'th' | 'td'): ReactElement {
  return <tr>{inOrder(cells.map((cell) => drawCell(cell, Tag)))}</tr>
}

function Table({ block }: { readonly block: Of<'table'> }): ReactElement {
  const text = useText()
  return (
    <SideScroll label={text.messages.table} className="table-scroll">
      <table>
        <thead>{drawRow(block.header, 'th')}</thead>
        <tbody>{inOrder(block.rows.map((row) => drawRow(row, 'td')))}</tbody>
      </table>
    </SideScroll>
  )
}

type Draw = { readonly [Kind in Block['kind']]: (block: Of<Kind>) => ReactNode }

const draw: Draw = {
  paragraph: ({ children }) => <p dir="auto">{drawInline(children)}</p>,
  heading: (block) => <Heading block={block} />,
  code: ({ text, language }) => <CodeBlock code={text} language={language} />,
  quote: ({ children }) => <blockquote>{drawBlocks(children)}</blockquote>,
  list: (block) => <List block={block} />,
  table: (block) => <Table block={block} />,
  blank: ({ lines }) => <div className="blank-lines" style={{ '--lines': lines } as CSSProperties} />,
}

export function drawBlocks(blocks: readonly Block[]): ReactElement {
  // Each entry takes its own kind; TypeScript cannot see that the key and the block belong together.
  return inOrder(blocks.map((block) => (draw[block.kind] as (block: Block) => ReactNode)(block)))
}
