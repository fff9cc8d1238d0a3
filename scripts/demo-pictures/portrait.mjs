// A person in a few flat shapes, on a square of 100: background, hair behind, shoulders, head, hair in front, things worn.

/** Gradients need names that are theirs alone only within one drawing. */
export const gradient = (id, from, to) =>
  `<linearGradient id="${id}" x1="0" y1="0" x2="0.35" y2="1"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`

const fill = (color, shapes) => `<g fill="${color}">${shapes}</g>`
const shape = (d) => `<path d="${d}"/>`
// A list, as four numbers are what an ellipse is.
const oval = (...[cx, cy, rx, ry]) => `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}"/>`
const line = (color, width, d) =>
  `<path d="${d}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`

const SHOULDERS = 'M10 104c0-23 15-30 30-32 3 5 6 7 10 7s7-2 10-7c15 2 30 9 30 32z'

/** What shows behind the head and shoulders. */
const hairBehind = {
  long: shape('M27 46c0-20 9-31 23-31s23 11 23 31c0 16 1 26 4 38H23c3-12 4-22 4-38z'),
  waves: shape('M26 44c0-20 10-30 24-30s24 10 24 30c0 7 5 10 4 17s-4 9-2 16l-8 8H32l-8-8c2-7-1-9-2-16s4-10 4-17z'),
  bob: shape('M27 44c0-19 10-29 23-29s23 10 23 29c0 9 1 15 2 21-3 4-8 5-12 4H37c-4 1-9 0-12-4 1-6 2-12 2-21z'),
  curls: [
    [30, 42, 10],
    [70, 42, 10],
    [34, 28, 11],
    [66, 28, 11],
    [50, 21, 13],
    [29, 55, 8],
    [71, 55, 8],
  ]
    .map(([x, y, r]) => oval(x, y, r, r))
    .join(''),
  bun: oval(50, 14, 9, 8.5) + shape('M31 44c0-16 8-24 19-24s19 8 19 24z'),
  ponytail: shape('M60 18c12-2 20 7 20 20 0 12-3 20-8 27-4-8-3-20-6-30z') + shape('M31 44c0-16 8-24 19-24s19 8 19 24z'),
  braid: shape('M27 46c0-20 9-30 23-30s23 10 23 30c0 6 0 10 1 15H26c1-5 1-9 1-15z'),
  locs:
    shape('M28 46c0-19 9-29 22-29s22 10 22 29z') +
    [29, 35, 65, 71]
      .map((x, index) => `<rect x="${x - 3.5}" y="38" width="7" height="${index % 3 === 0 ? 33 : 41}" rx="3.5"/>`)
      .join(''),
}

/** What frames the face. */
const hairInFront = {
  middle: shape('M31 50c-2-20 6-32 19-32s21 12 19 32c-2-10-7-18-19-23-12 5-17 13-19 23z'),
  side: shape('M31 50c-3-21 7-33 20-33s20 11 18 32c-2-8-5-13-10-18-7 7-18 9-24 9-2 3-3 6-4 10z'),
  fringe: shape('M30 52c-3-22 6-35 20-35s23 13 20 35c-2-4-2-8-2-12-12 3-24 3-36 0 0 4 0 8-2 12z'),
  short: shape('M32 44c-4-18 6-28 19-28 14 0 21 10 17 28-1-5-2-8-5-11-8 2-19 1-25-3-3 4-5 8-6 14z'),
  crop: shape('M32 43c-2-17 6-26 18-26s20 9 18 26c-2-6-4-9-6-11-8-2-16-2-24 0-2 2-4 5-6 11z'),
  swept: shape('M32 45c-4-15 2-25 12-28 9-4 22 0 25 9 2 5 1 12-1 19-1-5-3-9-6-12-8 1-16-1-20-5-5 5-8 9-10 17z'),
  pixie: shape('M31 47c-4-20 5-31 19-31 15 0 22 12 19 29-2-3-4-8-4-12-9 4-19 4-26 1-3 4-5 8-4 15-2 0-3-1-4-2z'),
  receding:
    shape('M31 48c-3-10-1-19 9-21-4 5-5 9-5 14-2 2-3 4-4 7z') +
    shape('M69 48c3-10 1-19-9-21 4 5 5 9 5 14 2 2 3 4 4 7z'),
  rise: shape('M32 42c-3-16 2-25 9-26 7-5 19-4 23 2 7 3 7 14 4 24-2-6-4-9-6-11-8-2-16-2-24 0-2 2-4 5-6 11z'),
  drawn: shape('M31 46c-1-18 7-27 19-27s20 9 19 27c-3-10-9-15-19-16-10 1-16 6-19 16z'),
}

/** Over the shoulder, in front of the clothes. */
const BRAID = [70, 78, 86, 94].map((y, index) => oval(68 - index * 0.8, y, 6.2 - index * 0.5, 5.4)).join('')

const beards = {
  full: shape('M32 47c2 5 3 6 6 6 4 0 7-2 12-2s8 2 12 2c3 0 4-1 6-6 1 14-5 24-18 24S31 61 32 47z'),
  short: `<g opacity=".55">${shape('M33 47c2 4 4 6 7 6 3-.6 6-1 10-1s7 .4 10 1c3 0 5-2 7-6 0 13-6 21-17 21S33 60 33 47z')}</g>`,
  moustache: shape('M40 55c3-3 7-3 10-1 3-2 7-2 10 1-3 3-7 2-10 0-3 2-7 3-10 0z'),
}

const worn = {
  glasses: (color) =>
    `<g fill="none" stroke="${color}" stroke-width="1.9"><circle cx="42.6" cy="46" r="5.6"/><circle cx="57.4" cy="46" r="5.6"/><path d="M48.2 45.3h3.6M37 45l-3-1M63 45l3-1"/></g>`,
  earrings: (color) => fill(color, oval(33, 57, 2, 2.6) + oval(67, 57, 2, 2.6)),
  headphones: (color) =>
    line(color, 4, 'M29 46c-1-20 8-31 21-31s22 11 21 31') +
    fill(color, '<rect x="25" y="42" width="8" height="15" rx="4"/><rect x="67" y="42" width="8" height="15" rx="4"/>'),
  beanie: (color, edge) =>
    fill(color, shape('M30 37c0-16 9-25 20-25s20 9 20 25z')) +
    fill(edge, '<rect x="27.5" y="33" width="45" height="8.5" rx="4.2"/>'),
  furHat: (color, edge) =>
    fill(color, shape('M31 30c1-13 8-19 19-19s18 6 19 19z')) +
    fill(
      edge,
      '<rect x="26" y="22" width="48" height="14" rx="7"/>' +
        shape('M27 28c-4 10-4 20-1 30 1 4 7 4 8 0 1-8 1-16 0-24z') +
        shape('M73 28c4 10 4 20 1 30-1 4-7 4-8 0-1-8-1-16 0-24z'),
    ) +
    line(color, 1.2, 'M33 31c11 3 23 3 34 0'),
  beret: (color) =>
    fill(
      color,
      shape('M27 33c-3-13 10-21 25-20 14 1 24 8 21 16-2 5-9 4-20 3-11 0-20 3-26 1z') + shape('M49 13l1-4h3l-1 4z'),
    ),
  cap: (color, edge) =>
    fill(color, shape('M28 31c-2-10 6-17 22-17s24 7 22 17z')) +
    fill(edge, shape('M29 30h42c2 4 1 7-1 8-11-4-29-4-40 0-2-1-3-4-1-8z')),
  headband: (color) =>
    fill(color, shape('M31 39c4-9 11-13 19-13s15 4 19 13c-1-9-2-14-6-17-8-4-18-4-26 0-4 3-5 8-6 17z')),
  headscarf: (color, edge) =>
    fill(
      color,
      '<path fill-rule="evenodd" d="M25 50c-1-22 10-36 25-36s26 14 25 36c0 10 2 17 5 24-8 10-18 14-30 14s-22-4-30-14c3-7 5-14 5-24zm8.5-3c0 12 7 21 16.5 21s16.5-9 16.5-21S59 28 50 28s-16.5 7-16.5 19z"/>',
    ) + line(edge, 1.6, 'M29 66c6 9 16 13 28 12'),
}

const tops = {
  crew: (_color, edge) => line(edge, 2.6, 'M39 73c3 6 7 8.5 11 8.5s8-2.5 11-8.5'),
  vee: (_color, edge, skin) =>
    fill(skin, shape('M41 72l9 16 9-16c-3 4-6 5-9 5s-6-1-9-5z')) + line(edge, 2.2, 'M40.5 72l9.5 17 9.5-17'),
  turtleneck: (color, edge) =>
    fill(color, '<rect x="39.5" y="64" width="21" height="14" rx="5"/>') +
    line(edge, 1.8, 'M41 71.5c6 2.5 12 2.5 18 0'),
  shirt: (_color, edge) => fill(edge, shape('M40 71l10 11-8 8-9-16z') + shape('M60 71L50 82l8 8 9-16z')),
  scarf: (_color, edge) =>
    fill(
      edge,
      '<rect x="34" y="66" width="32" height="12" rx="6"/><rect x="55" y="72" width="10" height="26" rx="4"/>',
    ),
  hood: (_color, edge) =>
    fill(edge, shape('M31 76c-2-6 2-10 8-9 2 8 6 11 11 11s9-3 11-11c6-1 10 3 8 9-4 6-11 9-19 9s-15-3-19-9z')),
  vest: (_color, edge) => fill(edge, shape('M29 75l8-2 5 31h-9z') + shape('M71 75l-8-2-5 31h9z')),
}

function features(ink, warm) {
  const eyes = fill(ink, oval(43, 46.5, 1.7, 2) + oval(57, 46.5, 1.7, 2))
  const mouth = line(warm, 1.8, 'M45.5 57c2.8 2.3 6.2 2.3 9 0')
  return eyes + mouth + `<g opacity=".5">${line(warm, 1.5, 'M50.5 48.5c1 2 .8 3.3-.8 3.7')}</g>`
}

/** `top` and everything worn name their colours: `['crew', '#345', '#567']`. */
export function portrait({ ground, skin, hair, behind, front, beard, top, wears = [] }) {
  const [light, shade, lips] = skin
  const [topStyle, topColor, topEdge] = top
  return [
    gradient('g', ...ground),
    '<rect width="100" height="100" fill="url(#g)"/>',
    behind === undefined ? '' : fill(hair, hairBehind[behind]),
    fill(shade, shape('M42 58h16v15c0 5-4 8-8 8s-8-3-8-8z')),
    fill(topColor, shape(SHOULDERS)),
    tops[topStyle](topColor, topEdge, shade),
    behind === 'braid' ? fill(hair, BRAID) : '',
    fill(shade, oval(33.5, 48, 3, 4) + oval(66.5, 48, 3, 4)),
    fill(light, oval(50, 46, 17, 20)),
    features('#2b2230', lips),
    beard === undefined ? '' : fill(hair, beards[beard]),
    beard === 'full' ? line(lips, 1.8, 'M46.5 57.5c2.2 1.5 4.8 1.5 7 0') : '',
    front === undefined ? '' : fill(hair, hairInFront[front]),
    ...wears.map(([name, ...colors]) => worn[name](...colors)),
  ].join('')
}
