/** What a file is to a person, by the type it declares and else by its ending. */
export type FileKind = 'image' | 'video' | 'audio' | 'archive' | 'text' | 'document' | 'spreadsheet' | 'other'

/** Pictures that cannot carry script, and that every browser shows. */
const raster = new Set(['image/png', 'image/jpeg', 'image/jpg', 'image/gif', 'image/webp', 'image/avif'])

const byEnding: readonly (readonly [FileKind, RegExp])[] = [
  ['archive', /\.(?:zip|gz|tgz|tar|xz|bz2|7z|rar|zst)$/i],
  ['spreadsheet', /\.(?:ods|xlsx?|csv|tsv)$/i],
  ['document', /\.(?:pdf|docx?|odt|rtf|pages|epub|pptx?|odp)$/i],
  ['text', /\.(?:txt|md|log|json|ya?ml|toml|xml|html?|css|m?[jt]sx?|py|rs|go|sh|c|h|cpp)$/i],
  ['image', /\.(?:svg|png|jpe?g|gif|webp|avif|heic|bmp|tiff?)$/i],
  ['video', /\.(?:mp4|webm|mov|mkv|avi)$/i],
  ['audio', /\.(?:mp3|ogg|opus|wav|flac|m4a)$/i],
]

interface Described {
  readonly filename: string
  readonly contentType: string
}

const plainType = ({ contentType }: Described): string => contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''

/** Whether it is shown in place. What lies about its type does not load, and is a file like any other. */
export const isPicture = (file: Described): boolean => raster.has(plainType(file))

/** Whether it is played in place; undefined: not at all. */
export function playerFor(file: Described): 'audio' | 'video' | undefined {
  const type = plainType(file)
  if (type.startsWith('audio/')) return 'audio'
  return type.startsWith('video/') ? 'video' : undefined
}

export function fileKind(file: Described): FileKind {
  const type = plainType(file)
  if (type.startsWith('image/')) return 'image'
  const player = playerFor(file)
  if (player !== undefined) return player
  for (const [kind, ending] of byEnding) if (ending.test(file.filename)) return kind
  return type.startsWith('text/') ? 'text' : 'other'
}
