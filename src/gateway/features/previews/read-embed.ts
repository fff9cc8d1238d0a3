import type { Embed, EmbeddedVideo } from '#shared/models/embed.ts'
import { contentsOf, linksOf, shownText, webAddress, webAddresses, wordsOf, type PageWord } from './page-words.ts'
import { readHead } from './read-head.ts'

const LONGEST_TITLE = 256
const LONGEST_DESCRIPTION = 1_024
const LONGEST_WORD = 128
const MAX_VIDEOS = 4

/** A film's words follow its address; the next address is the next film. */
function filmsOf(words: readonly PageWord[]): ReadonlyMap<string, string>[] {
  const films: Map<string, string>[] = []
  for (const { name, content } of words) {
    const film = films.at(-1)
    if (name === 'og:video' || name === 'og:video:url') {
      if (film?.get('url') !== content) films.push(new Map([['url', content]]))
    } else if (name.startsWith('og:video:') && film !== undefined) {
      film.set(name.slice('og:video:'.length), content)
    }
  }
  return films
}

const digits = (text = ''): string | undefined => (/^\d{1,5}$/.test(text) ? text : undefined)

function videosOf(words: readonly PageWord[], page: URL): EmbeddedVideo[] {
  return filmsOf(words)
    .slice(0, MAX_VIDEOS)
    .flatMap((film) => {
      const url = webAddress(film.get('url') ?? '', page)
      if (url === undefined) return []
      return {
        url,
        secureUrl: webAddress(film.get('secure_url') ?? '', page),
        type: shownText(film.get('type'), LONGEST_WORD),
        width: digits(film.get('width')),
        height: digits(film.get('height')),
      }
    })
}

/** What a message shows of a page (MB-14). A page without a title shows nothing. */
export function readEmbed(html: string, page: URL, contentType: string): Embed | undefined {
  const { title: ownTitle, tags } = readHead(html)
  const words = wordsOf(tags)
  const first = (...names: readonly string[]): string | undefined => contentsOf(words, ...names)[0]
  const title = shownText(first('og:title', 'twitter:title') ?? ownTitle, LONGEST_TITLE)
  if (title === undefined) return undefined
  const images = contentsOf(
    words,
    'og:image',
    'og:image:url',
    'og:image:secure_url',
    'twitter:image',
    'twitter:image:src',
  )
  return {
    url: page.href,
    title,
    siteName: shownText(first('og:site_name', 'application-name'), LONGEST_WORD),
    description: shownText(first('og:description', 'description', 'twitter:description'), LONGEST_DESCRIPTION),
    mediaType: shownText(first('og:type'), LONGEST_WORD) ?? 'website',
    contentType: contentType.split(';')[0]?.trim().toLowerCase() ?? '',
    images: webAddresses([...images, ...linksOf(tags, /\bimage_src\b/i)], page),
    videos: videosOf(words, page),
    favicons: webAddresses([...linksOf(tags, /\b(?:icon|apple-touch-icon)\b/i), '/favicon.ico'], page),
  }
}
