import { describe, expect, test } from 'vitest'
import { readEmbed } from './read-embed.ts'

const page = new URL('https://example.test/news/1?x=2')
const read = (html: string): ReturnType<typeof readEmbed> => readEmbed(html, page, 'text/html; charset=utf-8')

test('[LINK5] a page shows what it says of itself', () => {
  const html = `<!doctype html><html><head prefix="og: x"><title>Own title</title>
    <meta property="og:title" content="Night trains &amp; ferries">
    <meta property="og:site_name" content="Timetable">
    <meta property="og:description" content="All of
      them">
    <meta property="og:type" content="article">
    <meta property="og:image" content="/a.png"><meta property="og:image:secure_url" content="https://example.test/a.png">
    <meta property="og:image" content="https://cdn.test/b.png">
    <meta property="og:video:url" content="http://example.test/film">
    <meta property="og:video:secure_url" content="https://example.test/film">
    <meta property="og:video:type" content="video/mp4">
    <meta property="og:video:width" content="1280"><meta property="og:video:height" content="720px">
    <meta property="og:video" content="https://example.test/other">
    <link rel="shortcut icon" href="icon.png"><link rel="apple-touch-icon" href="//cdn.test/touch.png">
    </head><body>`
  expect(read(html)).toStrictEqual({
    url: 'https://example.test/news/1?x=2',
    title: 'Night trains & ferries',
    siteName: 'Timetable',
    description: 'All of them',
    mediaType: 'article',
    contentType: 'text/html',
    images: ['https://example.test/a.png', 'https://cdn.test/b.png'],
    videos: [
      {
        url: 'http://example.test/film',
        secureUrl: 'https://example.test/film',
        type: 'video/mp4',
        width: '1280',
        height: undefined,
      },
      { url: 'https://example.test/other', secureUrl: undefined, type: undefined, width: undefined, height: undefined },
    ],
    favicons: ['https://example.test/news/icon.png', 'https://cdn.test/touch.png', 'https://example.test/favicon.ico'],
  })
})

test('[LINK5] a page that says little shows little', () => {
  expect(JSON.parse(JSON.stringify(read('<title> A\n\ttitle </title>')))).toEqual({
    url: page.href,
    title: 'A title',
    mediaType: 'website',
    contentType: 'text/html',
    images: [],
    videos: [],
    favicons: ['https://example.test/favicon.ico'],
  })
})

test.each([
  ['', 'nothing'],
  ['plain words', 'words'],
  ['<title></title>', 'an empty title'],
  ['<title> \n\u0000\u202E </title>', 'a title of nothing that is seen'],
  ['<meta property="og:title" content=" ">', 'an empty meta title'],
  ['<meta content="x"><meta property="og:title">', 'half of what is needed'],
  ['<body><title>x</title><meta property="og:title" content="x">', 'a title in the body'],
  ['<head></head><meta property="og:title" content="x">', 'a title behind the head'],
  ['<!-- <title>x</title> -->', 'a title in a comment'],
  ['<script>"<title>x</title>"</script>', 'a title in a script'],
  ['<noscript><meta og:title="x"></noscript>', 'odd attributes'],
  [`<title>${' '.repeat(5_000)}x</title>`, 'a title far away'],
])('[LINK5] %j shows nothing: %s', (html) => {
  expect(read(html)).toBeUndefined()
})

describe('[LINK5] other ways to say it', () => {
  test.each([
    ['<meta name="twitter:title" content="t"><title>own</title>', { title: 't' }],
    ['<META NAME="OG:TITLE" CONTENT="t">', { title: 't' }],
    ['<meta content=t property=og:title />', { title: 't' }],
    ['<meta property="og:title" content="first"><meta property="og:title" content="second">', { title: 'first' }],
    ['<title>one</title><title>two</title>', { title: 'one' }],
    ['<title>a &lt;b&gt; &#128008; &#xD800; &nope;</title>', { title: 'a <b> 🐈 \uFFFD &nope;' }],
    ['<title>no end', { title: 'no end' }],
    ['<title>a <b>b</b></title>', { title: 'a <b>b</b>' }],
    ['<title>t</title><meta name=description content=d>', { description: 'd' }],
    ['<title>t</title><link rel="image_src" href="/p.png">', { images: ['https://example.test/p.png'] }],
    ['<title>t</title><meta name=twitter:image content=/p.png>', { images: ['https://example.test/p.png'] }],
    ['<title>t</title><link rel=icon href=/favicon.ico>', { favicons: ['https://example.test/favicon.ico'] }],
    ['<title>t</title><meta property=og:video:width content=1>', { videos: [] }],
    ['<title>t</title><link rel=stylesheet href=/icon.css>', { favicons: ['https://example.test/favicon.ico'] }],
  ])('%s', (html, shown) => {
    expect(read(html)).toMatchObject(shown)
  })
})

test.each(['javascript:alert(1)', 'data:image/png;base64,AA', 'file:///a.png', 'http://', `/${'x'.repeat(2_048)}`])(
  '[LINK5] an address as %s is none',
  (address) => {
    const html = `<title>t</title><meta property=og:image content="${address}"><meta property=og:video content="${address}">
      <link rel=icon href="${address}">`
    expect(read(html)).toMatchObject({ images: [], videos: [], favicons: ['https://example.test/favicon.ico'] })
  },
)

test('[LINK5] long texts are cut between letters, and many addresses are a few', () => {
  const images = Array.from({ length: 50 }, (_, index) => `<meta property=og:image content=/${index}.png>`).join('')
  const films = Array.from({ length: 50 }, (_, index) => `<meta property=og:video content=/${index}>`).join('')
  const long = '🐈'.repeat(5_000)
  const embed = read(`<title>${long}</title><meta name=description content=${long}>${images}${films}`)
  expect(embed?.title).toBe(`${'🐈'.repeat(255)}…`)
  expect(Array.from(embed?.description ?? '')).toHaveLength(1_024)
  expect([embed?.images.length, embed?.videos.length]).toEqual([4, 4])
})

test.each([
  '<a>',
  '<form>',
  '<svg>',
  '<p></b>',
  '<title>',
  '<!--',
  '<meta ',
  'a=b ',
  '<x a',
  '&#x',
  '&amp;',
  '&',
  '<',
  '</',
  '<script>',
  '</title',
  '<link rel=icon href=/a>',
  '<meta property=og:image content=/a>',
  '<meta property=og:video content=/a>',
])('[LINK5] a megabyte of %s is read in no time', (part) => {
  const filling = part.repeat(Math.ceil(1_048_576 / part.length))
  const began = performance.now()
  for (const before of ['', '<meta ', '<title>', '<meta content="', '<!--']) read(before + filling)
  expect(performance.now() - began).toBeLessThan(3_000)
})
