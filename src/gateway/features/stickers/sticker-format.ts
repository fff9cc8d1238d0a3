const byType: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
}

const byExtension: Readonly<Record<string, string>> = { png: 'png', gif: 'gif', webp: 'webp', jpg: 'jpg', jpeg: 'jpg' }

const member = (table: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined

/** One of four words for a sticker's file (MB-6.1): by its type, else by its name; what neither tells is png. */
export function stickerFormat({ contentType, filename }: { contentType: string; filename: string }): string {
  const extension = /\.(\w+)$/.exec(filename)?.[1] ?? ''
  return member(byType, contentType.toLowerCase()) ?? member(byExtension, extension.toLowerCase()) ?? 'png'
}
