// Pictures without a face: what some people chose to be seen as, the bots' signs, and the two servers.
import { gradient } from './portrait.mjs'

const ground = (from, to) => gradient('g', from, to) + '<rect width="100" height="100" fill="url(#g)"/>'
const dots = (color, points) =>
  `<g fill="${color}">${points.map(([x, y, r]) => `<circle cx="${x}" cy="${y}" r="${r}"/>`).join('')}</g>`

export const scenes = {
  owner:
    ground('#7d4a35', '#5c3325') +
    '<rect x="19" y="15" width="62" height="66" rx="13" fill="#c79a62"/><rect x="24" y="20" width="52" height="56" rx="9" fill="#22305e"/>' +
    '<clipPath id="c"><rect x="24" y="20" width="52" height="56" rx="9"/></clipPath><g clip-path="url(#c)">' +
    '<circle cx="60" cy="36" r="9" fill="#fbe6b0"/><path d="M20 66l16-19 11 12 12-16 22 26v12H20z" fill="#4a5f9a"/><path d="M20 72c18-9 40-7 60-1v12H20z" fill="#e8edf7"/></g>' +
    dots('#fff', [
      [34, 30, 1.1],
      [43, 38, 0.9],
      [48, 26, 1.1],
      [31, 43, 0.8],
    ]) +
    '<rect x="14" y="84" width="72" height="7" rx="3.5" fill="#e0b67c"/>',
  aoi:
    ground('#fbe9dd', '#f3c7ae') +
    '<path d="M18 66l34-36 8 24z" fill="#3f73b8"/><path d="M52 30l24-12-16 36z" fill="#6fa0dc"/><path d="M60 54l26 4-34 20z" fill="#2f5a96"/><path d="M18 66l42-12-8 24z" fill="#8fb9ea"/><path d="M76 18l12 4-10 4z" fill="#2f5a96"/>',
  ren:
    ground('#f7c9a9', '#9db7dc') +
    '<circle cx="71" cy="30" r="10" fill="#fff1d0"/><path d="M-4 84l38-46c3-4 9-4 12 0l42 46z" fill="#5b78a6"/><path d="M27 47l7-9c3-4 9-4 12 0l10 11-7 4-6-5-6 8-6-6z" fill="#fbfdff"/><path d="M0 80c30-8 66-8 100 0v20H0z" fill="#eef3f9"/>' +
    '<g fill="#2f5560"><path d="M80 60l7 16H73z"/><path d="M80 67l9 17H71z"/><path d="M93 66l6 13H87z"/><path d="M93 71l8 14H85z"/></g>',
  tansy:
    ground('#e4eedb', '#bcd3a6') +
    '<path d="M50 96c-1-18 0-28 0-40" stroke="#4f7a43" stroke-width="4" fill="none"/><path d="M50 80c10-9 20-9 28-4-8 8-19 9-28 4zM50 88c-9-9-19-10-27-6 7 8 17 10 27 6z" fill="#5f8d50"/>' +
    [0, 45, 90, 135, 180, 225, 270, 315]
      .map((turn) => `<ellipse cx="50" cy="23" rx="8" ry="15" fill="#f6f3ff" transform="rotate(${turn} 50 42)"/>`)
      .join('') +
    '<circle cx="50" cy="42" r="12" fill="#efb63c"/><circle cx="50" cy="42" r="7" fill="#dd9a26"/>',
  moss:
    ground('#fbe5bd', '#f3b98a') +
    '<circle cx="34" cy="36" r="13" fill="#fff3cf"/><path d="M0 66c16-20 30-22 46-6 14-20 34-22 54-2v42H0z" fill="#7fa562"/><path d="M0 80c24-18 44-14 60-2 14-8 28-8 40-2v24H0z" fill="#4f7d49"/><path d="M0 92c30-9 62-8 100-1v9H0z" fill="#375f3b"/>',
  otter:
    ground('#c9e6ee', '#7fbbce') +
    '<g fill="#7a5138"><circle cx="26" cy="34" r="9"/><circle cx="74" cy="34" r="9"/></g><g fill="#a9785a"><circle cx="26" cy="35" r="4.5"/><circle cx="74" cy="35" r="4.5"/></g>' +
    '<path d="M17 56c0-22 14-34 33-34s33 12 33 34c0 20-13 31-33 31S17 76 17 56z" fill="#8a5d40"/><path d="M27 66c0-13 10-19 23-19s23 6 23 19c0 12-10 19-23 19s-23-7-23-19z" fill="#ecd6bb"/>' +
    '<g fill="#2d201b"><ellipse cx="37" cy="47" rx="3.4" ry="4"/><ellipse cx="63" cy="47" rx="3.4" ry="4"/><path d="M43 57c4-3 10-3 14 0 0 5-4 8-7 8s-7-3-7-8z"/></g>' +
    dots('#fff', [
      [38.2, 45.5, 1.1],
      [64.2, 45.5, 1.1],
    ]) +
    '<path d="M50 65v5c-2 4-7 4-9 1M50 70c2 4 7 4 9 1" stroke="#2d201b" stroke-width="1.8" fill="none" stroke-linecap="round"/><path d="M30 64l-14-3M30 69l-13 3M70 64l14-3M70 69l13 3" stroke="#fff" stroke-width="1.3" stroke-linecap="round" opacity=".8"/>',
  farelamp:
    ground('#2a3a55', '#17233a') +
    '<circle cx="50" cy="55" r="30" fill="#f6c453" opacity=".18"/><path d="M38 24c0-8 5-12 12-12s12 4 12 12" fill="none" stroke="#d7dde8" stroke-width="4"/><rect x="36" y="24" width="28" height="9" rx="3" fill="#d7dde8"/>' +
    '<path d="M33 36h34l4 34H29z" fill="#f6c453"/><path d="M33 36h10l-3 34H29z" fill="#ffe09a"/><rect x="26" y="70" width="48" height="9" rx="3" fill="#d7dde8"/><path d="M50 43c6 6 8 10 8 14a8 8 0 0 1-16 0c0-4 2-8 8-14z" fill="#fff6dc"/>',
  wordbook:
    ground('#b8483f', '#93322f') +
    '<path d="M50 32c-9-7-20-8-31-5v45c11-3 22-2 31 5z" fill="#fbf1e2"/><path d="M50 32c9-7 20-8 31-5v45c-11-3-22-2-31 5z" fill="#efdfc6"/>' +
    '<g stroke="#b8483f" stroke-width="3.4" stroke-linecap="round"><path d="M26 40c6-1 11-.5 16 1.5M26 49c6-1 11-.5 16 1.5M26 58c4-.7 7-.5 10 .3"/></g><path d="M58 42l7 20 7-20M60.5 55h9" stroke="#93322f" stroke-width="3.4" fill="none" stroke-linecap="round" stroke-linejoin="round" transform="rotate(180 65 51)"/>',
  guide:
    ground('#b14db8', '#8a2f98') +
    '<g transform="translate(0 -1)"><path d="M20 72V48a18 18 0 0 1 36 0v10a14 14 0 0 1-14 14z" fill="#fff" opacity=".94"/><path d="M80 72V48a18 18 0 0 0-36 0v10a14 14 0 0 0 14 14z" fill="#fff" opacity=".62"/></g>',
  'night-trains':
    ground('#171f47', '#4b4a8c') +
    dots('#fff', [
      [17, 18, 1.3],
      [31, 30, 1],
      [44, 14, 1.1],
      [86, 40, 1.2],
      [62, 26, 0.9],
      [12, 44, 1],
    ]) +
    '<circle cx="77" cy="22" r="9.5" fill="#fbe3a8"/><circle cx="73" cy="19" r="8.6" fill="#20285a"/>' +
    '<path d="M0 62l20-16 15 11 18-18 22 19 25-14v40H0z" fill="#2b3069"/><path d="M0 72h100v28H0z" fill="#1a1f45"/>' +
    '<path d="M-6 63h76c11 0 18 6 21 17H-6z" fill="#e7e9f5"/><path d="M-6 74h96l1 6H-6z" fill="#c8403a"/><path d="M70 66c7 0 12 3 15 8H70z" fill="#2b3069"/>' +
    '<g fill="#fbcf6b">' +
    [4, 18, 32, 46].map((x) => `<rect x="${x}" y="66" width="10" height="6" rx="1.5"/>`).join('') +
    '</g><path d="M91 77l9-2v6z" fill="#fbe3a8"/><path d="M0 84h100" stroke="#8d92c4" stroke-width="2"/><path d="M0 88h100" stroke="#5a5f9a" stroke-width="1.5" stroke-dasharray="5 4"/>',
  'first-steps':
    ground('#f3dff4', '#d7a9dd') +
    '<path d="M36 64V34a14 14 0 0 1 28 0v30z" fill="#8a2f98"/><path d="M41 64V35a9 9 0 0 1 18 0v29z" fill="#ffe6a8"/><path d="M30 64h40v8H30z" fill="#fff"/><path d="M22 72h56v8H22z" fill="#f7ecf8"/><path d="M14 80h72v9H14z" fill="#ecd9ee"/><circle cx="55.5" cy="50" r="1.7" fill="#8a2f98"/>' +
    '<path d="M76 72c-1-9 1-15 6-19 1 8 0 14-6 19z" fill="#5f8d50"/><path d="M76 72c1-6-2-11-7-14-1 7 2 12 7 14z" fill="#79a566"/>',
}
