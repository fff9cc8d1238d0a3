// Draws the app's icon into resources and build: `node scripts/draw-app-icon.mjs [sheet.png]`.
// Run once, by whoever changes the drawing; what it makes is committed. With a name it also writes a sheet to look at.
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { findBrowser } from './ensure-browser.mjs'

const ground = '#fcfbfd'
const accent = '#a132a9'
const ink = '#242028'

/** The logo in a box of 54 by 36: two speech shapes of radius 18, each with its tail at the outer lower corner. */
const shapes =
  '<path d="M0 18a18 18 0 1 1 18 18H3.5A3.5 3.5 0 0 1 0 32.5z"/>' +
  '<path d="M54 18a18 18 0 1 0-18 18h14.5a3.5 3.5 0 0 0 3.5-3.5z"/>'

const marks = { unread: ink, mention: accent }

/**
 * Small icons have no margin, larger shapes and a larger mark, or nothing of them would be left. Their shapes begin and
 * end on whole pixels of the smallest, which are 32 units wide.
 */
const forms = {
  large: { margin: 28, radius: 104, box: { x: 96, y: 149, width: 320, height: 214 }, mark: 72, gap: 12, ring: 26 },
  small: { margin: 0, radius: 112, box: { x: 32, y: 96, width: 448, height: 288 }, mark: 100, gap: 4, ring: 40 },
}

function draw({ margin, radius, box, mark, gap, ring }, what) {
  const side = 512 - 2 * margin
  const inset = margin + mark + gap
  const circle = (r, fill) => `<circle cx="${512 - inset}" cy="${inset}" r="${r}" fill="${fill}"/>`
  const dot = what === undefined ? '' : circle(mark + ring, ground) + circle(mark, marks[what])
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">' +
    `<clipPath id="tile"><rect x="${margin}" y="${margin}" width="${side}" height="${side}" rx="${radius}"/></clipPath>` +
    `<g clip-path="url(#tile)"><rect width="512" height="512" fill="${ground}"/>` +
    `<svg x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" viewBox="0 0 54 36"` +
    ` preserveAspectRatio="none" fill="${accent}" fill-opacity="0.78">${shapes}</svg>${dot}</g></svg>\n`
  )
}

const pictures = [
  { file: 'build/icon.png', form: 'large', side: 1024 },
  { file: 'resources/icon.png', form: 'large', side: 512 },
  ...[undefined, 'unread', 'mention'].flatMap((what) =>
    [16, 32].map((side) => {
      const file = `resources/icon${what === undefined ? '' : `-${what}`}-${side}.png`
      return { file, form: 'small', side, what }
    }),
  ),
  { file: 'resources/icon-unread.png', form: 'large', side: 512, what: 'unread' },
  { file: 'resources/icon-mention.png', form: 'large', side: 512, what: 'mention' },
]

const root = path.join(import.meta.dirname, '..')
const found = await findBrowser()
if (found === undefined) throw new Error('No browser to draw with: run node scripts/ensure-browser.mjs first')
const browser = await chromium.launch({
  executablePath: found.path,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})

try {
  for (const folder of ['resources', 'build']) await mkdir(path.join(root, folder), { recursive: true })
  await writeFile(path.join(root, 'resources', 'icon.svg'), draw(forms.small))
  const tab = await browser.newPage()
  for (const { file, form, side, what } of pictures) {
    await tab.setViewportSize({ width: side, height: side })
    await tab.setContent(`<style>body{margin:0}body>svg{display:block;width:100vw}</style>${draw(forms[form], what)}`)
    await writeFile(path.join(root, file), await tab.screenshot({ type: 'png', omitBackground: true }))
  }
  const sheet = process.argv[2]
  if (sheet !== undefined) {
    const images = pictures.map(({ form, side, what }) => {
      const source = Buffer.from(draw(forms[form], what)).toString('base64')
      return `<img width="${Math.min(side, 160)}" src="data:image/svg+xml;base64,${source}">`
    })
    await tab.setViewportSize({ width: 1000, height: 480 })
    const row = (color) =>
      `<div style="background:${color};padding:24px;display:flex;gap:16px">${images.join('')}</div>`
    await tab.setContent(`${row('#eeedf1')}${row('#1a1820')}`)
    await tab.screenshot({ path: sheet })
  }
  console.log(`${pictures.length + 1} icons drawn`)
} finally {
  await browser.close()
}
