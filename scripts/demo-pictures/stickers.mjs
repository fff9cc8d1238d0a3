// Stickers of the demo world, on nothing, and the sign of its webhook.
const soft = (color) => `fill="${color}" stroke="#fffdf6" stroke-width="5" stroke-linejoin="round" paint-order="stroke"`

export const stickers = {
  acorn:
    `<path d="M28 44c0 26 12 42 22 48 10-6 22-22 22-48z" ${soft('#d49a4e')}/>` +
    '<path d="M36 46c0 20 6 33 12 40-10-8-16-22-16-40z" fill="#e8b973"/>' +
    `<path d="M20 44c0-16 14-25 30-25s30 9 30 25c0 4-3 6-7 6H27c-4 0-7-2-7-6z" ${soft('#7a5233')}/>` +
    '<path d="M47 20c-1-6 1-10 6-13l4 4c-4 2-5 5-4 9z" fill="#5b3a22"/>' +
    '<g fill="none" stroke="#5b3a22" stroke-width="2.4" stroke-linecap="round"><path d="M30 38c4-6 9-9 15-10"/><path d="M42 42c4-6 9-9 15-10"/><path d="M56 44c3-5 7-8 12-9"/></g>' +
    '<g fill="#4b2f1b"><circle cx="43" cy="62" r="2.6"/><circle cx="57" cy="62" r="2.6"/></g><path d="M45 69c3 4 7 4 10 0" fill="none" stroke="#4b2f1b" stroke-width="2.6" stroke-linecap="round"/>' +
    '<g fill="#e58a72" opacity=".8"><circle cx="37" cy="67" r="3"/><circle cx="63" cy="67" r="3"/></g>',
  kettle:
    `<path d="M24 62c0-20 12-32 27-32s27 12 27 32c0 14-8 24-27 24S24 76 24 62z" ${soft('#3f7d8c')}/>` +
    `<path d="M75 52c6 0 9-4 14-12l6 4c-5 14-10 20-19 22z" ${soft('#3f7d8c')}/>` +
    '<path d="M33 60c0-11 5-19 12-22-4 8-5 26 0 42-8-3-12-10-12-20z" fill="#6fb0bd"/>' +
    '<path d="M32 32c-8-20 46-20 38 0" fill="none" stroke="#2a4f5a" stroke-width="5" stroke-linecap="round"/><rect x="37" y="27" width="28" height="6" rx="3" fill="#2a4f5a"/><circle cx="51" cy="24" r="4" fill="#e2b04a"/>' +
    '<g fill="#1d3a43"><circle cx="45" cy="59" r="2.6"/><circle cx="60" cy="59" r="2.6"/></g><circle cx="52.5" cy="67" r="3" fill="#1d3a43"/>' +
    '<g fill="none" stroke="#a9b9c4" stroke-width="3.4" stroke-linecap="round"><path d="M86 30c-5-5 4-8-1-14"/><path d="M94 28c-4-4 3-7-1-11"/></g>',
  lantern:
    '<circle cx="50" cy="57" r="40" fill="#ffd981" opacity=".35"/>' +
    '<path d="M40 20c0-14 20-14 20 0" fill="none" stroke="#3a3350" stroke-width="4.5" stroke-linecap="round"/>' +
    `<path d="M34 28h32l6 9H28z" ${soft('#4a4168')}/><path d="M30 84h40l4 9H26z" ${soft('#4a4168')}/>` +
    `<rect x="31" y="37" width="38" height="47" rx="5" ${soft('#ffe7a6')}/>` +
    '<path d="M50 45c9 10 11 16 11 21a11 11 0 0 1-22 0c0-6 4-9 11-21z" fill="#f29a3a"/><path d="M50 57c4 5 6 8 6 12a6 6 0 0 1-12 0c0-4 3-6 6-12z" fill="#fff1b8"/>' +
    '<g stroke="#4a4168" stroke-width="3"><path d="M34 37v47M66 37v47"/></g>',
}

export const signs = {
  board:
    '<rect width="100" height="100" fill="#1f2a44"/><rect x="14" y="20" width="72" height="50" rx="6" fill="#0e1526"/>' +
    '<g fill="#f4c35a"><rect x="21" y="28" width="26" height="7" rx="2"/><rect x="21" y="41" width="34" height="7" rx="2"/><rect x="21" y="54" width="20" height="7" rx="2"/></g>' +
    '<g fill="#7f8fb8"><rect x="64" y="28" width="15" height="7" rx="2"/><rect x="64" y="41" width="15" height="7" rx="2"/><rect x="64" y="54" width="15" height="7" rx="2"/></g>' +
    '<rect x="28" y="70" width="6" height="16" fill="#7f8fb8"/><rect x="66" y="70" width="6" height="16" fill="#7f8fb8"/>',
}
