/** A message as it is drawn: no HTML anywhere, every text exactly as typed. */
export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: number; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string; readonly language: string }
  | { readonly kind: 'quote'; readonly children: readonly Block[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly ListItem[] }
  | { readonly kind: 'table'; readonly header: readonly Cell[]; readonly rows: readonly (readonly Cell[])[] }
  /** More blank lines than the one that ends a paragraph. */
  | { readonly kind: 'blank'; readonly lines: number }

export interface ListItem {
  /** The number as typed, with its dot or bracket; missing where a bullet stands for it. */
  readonly marker: string | undefined
  readonly children: readonly Block[]
}

export interface Cell {
  readonly align: 'start' | 'center' | 'end'
  readonly children: readonly Inline[]
}

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'strong' | 'emphasis' | 'strike' | 'spoiler'; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly url: string; readonly children: readonly Inline[] }
  | { readonly kind: 'user'; readonly id: string }
  | { readonly kind: 'channel'; readonly id: string }
  | { readonly kind: 'everyone'; readonly word: string }
  | { readonly kind: 'emoji'; readonly text: string }

export interface ParsedMessage {
  readonly blocks: readonly Block[]
  /** Nothing but a few emoji: they are drawn large. */
  readonly emojiOnly: boolean
}
