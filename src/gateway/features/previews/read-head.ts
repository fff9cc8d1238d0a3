import { Parser } from 'htmlparser2'

export interface Tag {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}

/** What the head of a page holds. */
export interface PageHead {
  readonly title: string
  /** `meta` and `link`, in the order they stand. */
  readonly tags: readonly Tag[]
}

/** A page may be made to keep the reader busy: what is in no proportion to a head is not read to its end. */
const MAX_TAGS = 5_000
const MAX_ATTRIBUTES = 20_000
const PIECE = 4_096

interface Reading {
  title: string
  readonly tags: Tag[]
  seen: number
  attributes: number
  inTitle: boolean
  hasTitle: boolean
  isOver: boolean
}

function createParser(reading: Reading): Parser {
  return new Parser({
    onattribute: () => {
      reading.attributes += 1
    },
    onopentag: (name, attributes) => {
      reading.seen += 1
      if (name === 'body') reading.isOver = true
      if (reading.isOver) return
      if (name === 'meta' || name === 'link') reading.tags.push({ name, attributes })
      reading.inTitle = name === 'title' && !reading.hasTitle
    },
    ontext: (text) => {
      if (reading.inTitle && !reading.isOver) reading.title += text
    },
    onclosetag: (name) => {
      if (name === 'title') {
        reading.hasTitle = true
        reading.inTitle = false
      }
      if (name === 'head') reading.isOver = true
    },
  })
}

/** Reads a page as far as its head goes. */
export function readHead(html: string): PageHead {
  const reading: Reading = {
    title: '',
    tags: [],
    seen: 0,
    attributes: 0,
    inTitle: false,
    hasTitle: false,
    isOver: false,
  }
  const parser = createParser(reading)
  for (let at = 0; at < html.length; at += PIECE) {
    parser.write(html.slice(at, at + PIECE))
    if (reading.isOver || reading.seen > MAX_TAGS || reading.attributes > MAX_ATTRIBUTES) break
  }
  return { title: reading.title, tags: reading.tags }
}
