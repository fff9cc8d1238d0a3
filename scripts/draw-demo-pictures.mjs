// Draws the pictures of the demo world into resources/demo: `node scripts/draw-demo-pictures.mjs [sheet.png]`.
// Run once, by whoever changes a picture; the drawings are committed. With a name it also writes a sheet of them all.
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { scenes } from './demo-pictures/scenes.mjs'
import { people } from './demo-pictures/people.mjs'
import { portrait } from './demo-pictures/portrait.mjs'
import { signs, stickers } from './demo-pictures/stickers.mjs'
import { findBrowser } from './ensure-browser.mjs'

const SIDE = 96
/** Stickers are shown larger than faces, and stand on the page itself. */
const STICKER_SIDE = 192
const MAX_BYTES = 12_000

const pictures = {
  ...scenes,
  ...signs,
  ...Object.fromEntries(Object.entries(people).map(([ref, person]) => [ref, portrait(person)])),
}
const folder = path.join(import.meta.dirname, '..', 'resources', 'demo')

const found = await findBrowser()
if (found === undefined) throw new Error('No browser to draw with: run node scripts/ensure-browser.mjs first')
const browser = await chromium.launch({
  executablePath: found.path,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})

const page = (svg, side) =>
  `<style>body{margin:0}svg{display:block}</style><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="${side}" height="${side}">${svg}</svg>`

try {
  await mkdir(folder, { recursive: true })
  const tab = await browser.newPage()
  const draw = async (drawings, side) => {
    await tab.setViewportSize({ width: side, height: side })
    for (const [ref, svg] of Object.entries(drawings)) {
      await tab.setContent(page(svg, side))
      const png = await tab.screenshot({ type: 'png', omitBackground: true })
      if (png.length > MAX_BYTES) throw new Error(`${ref}.png has ${png.length} bytes: more than ${MAX_BYTES}`)
      await writeFile(path.join(folder, `${ref}.png`), png)
    }
  }
  await draw(pictures, SIDE)
  await draw(stickers, STICKER_SIDE)
  const sheet = process.argv[2]
  if (sheet !== undefined) {
    await tab.setViewportSize({ width: 1120, height: 900 })
    // Gradients have names: each drawing is a document of its own.
    const cells = Object.entries({ ...pictures, ...stickers }).map(([ref, svg]) => {
      const source = Buffer.from(page(svg, 130).replace(/^.*<\/style>/, '')).toString('base64')
      const image = `<img width="130" height="130" src="data:image/svg+xml;base64,${source}" style="border-radius:22px">`
      return `<figure style="display:inline-block;margin:4px;font:12px sans-serif">${image}<br>${image.replaceAll('130', '36')} ${ref}</figure>`
    })
    await tab.setContent(cells.join(''))
    await tab.screenshot({ path: sheet, fullPage: true })
  }
  console.log(`${Object.keys({ ...pictures, ...stickers }).length} pictures drawn`)
} finally {
  await browser.close()
}
