type Proof = (head: string) => string | undefined

const startsWith =
  (mark: string, type: string): Proof =>
  (head) =>
    head.startsWith(mark) ? type : undefined

const riff: Proof = (head) =>
  head.startsWith('RIFF') ? { WEBP: 'image/webp', WAVE: 'audio/wav' }[head.slice(8, 12)] : undefined

/** Pictures, sound and film in the boxes of MPEG-4, told apart by their brand. */
const mpegBox: Proof = (head) => {
  if (head.slice(4, 8) !== 'ftyp') return undefined
  const brand = head.slice(8, 12)
  if (/^avi[fs]$/.test(brand)) return 'image/avif'
  if (/^M4[AB] $/.test(brand)) return 'audio/mp4'
  if (/^(?:iso[2-9m]|mp4[12]|avc1|dash|M4V |3gp[4-7])$/.test(brand)) return 'video/mp4'
  return brand === 'qt  ' ? 'video/quicktime' : undefined
}

const webm: Proof = (head) =>
  head.startsWith('\u001AE\u00DF\u00A3') && head.includes('B\u0082\u0084webm') ? 'video/webm' : undefined

const ogg: Proof = (head) => {
  if (!head.startsWith('OggS')) return undefined
  const stream = head.slice(28, 36)
  if (['OpusHead', '\u0001vorbis', '\u007FFLAC', 'Speex'].some((mark) => stream.startsWith(mark))) return 'audio/ogg'
  return stream.startsWith('\u0080theora') ? 'video/ogg' : undefined
}

/** Sound without a container begins with a frame: eleven set bits and a layer, a bit rate and a rate of samples that exist. */
const mpegFrame: Proof = (head) => {
  const [first = 0, second = 0, third = 0] = Buffer.from(head.slice(0, 3), 'latin1')
  const [rate, samples] = [third >> 4, (third >> 2) & 3]
  const isFrame = first === 0xff && (second & 0xe6) === 0xe2
  return isFrame && rate > 0 && rate < 15 && samples < 3 ? 'audio/mpeg' : undefined
}

const aacFrame: Proof = (head) => {
  const [first = 0, second = 0, third = 0] = Buffer.from(head.slice(0, 3), 'latin1')
  return first === 0xff && (second & 0xf6) === 0xf0 && ((third >> 2) & 15) < 13 ? 'audio/aac' : undefined
}

const proofs: readonly Proof[] = [
  startsWith('\u0089PNG\r\n\u001A\n', 'image/png'),
  startsWith('\u00FF\u00D8\u00FF', 'image/jpeg'),
  startsWith('GIF87a', 'image/gif'),
  startsWith('GIF89a', 'image/gif'),
  riff,
  mpegBox,
  webm,
  ogg,
  startsWith('fLaC', 'audio/flac'),
  startsWith('ID3', 'audio/mpeg'),
  mpegFrame,
  aacFrame,
]

/** What a file is by its first bytes, for what may be shown in place: pictures, sound, film. Undefined for all else. */
export function provedType(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes).toString('latin1')
  for (const proof of proofs) {
    const type = proof(head)
    if (type !== undefined) return type
  }
  return undefined
}
