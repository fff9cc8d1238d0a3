/** The bytes of an IPv4 address in its one plain form: no octal, no hexadecimal, no short forms. */
function bytesOf4(text: string): number[] | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part))) return undefined
  const bytes = parts.map(Number)
  return bytes.every((byte) => byte < 256) ? bytes : undefined
}

/** The bytes of some groups of an IPv6 address, whose last one may be an IPv4 address. */
function bytesOfGroups(text: string): number[] | undefined {
  if (text === '') return []
  const groups = text.split(':')
  const inner = groups.at(-1)?.includes('.') === true ? bytesOf4(groups.pop() ?? '') : []
  if (inner === undefined || !groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined
  return [...groups.map((group) => Number.parseInt(group, 16)).flatMap((group) => [group >> 8, group & 255]), ...inner]
}

function bytesOf6(text: string): number[] | undefined {
  const halves = text.split('::')
  const [head, tail = []] = halves.map(bytesOfGroups)
  if (halves.length > 2 || head === undefined || halves.map(bytesOfGroups).includes(undefined)) return undefined
  const isSplit = halves.length === 2
  const missing = 16 - head.length - tail.length
  if (isSplit ? missing < 2 || halves[0]?.includes('.') === true : missing !== 0) return undefined
  return [...head, ...Array.from({ length: missing }, () => 0), ...tail]
}

const bytesOf = (address: string): number[] | undefined => bytesOf4(address) ?? bytesOf6(address)

interface Range {
  readonly bytes: readonly number[]
  readonly bits: number
}

const range = (text: string): Range => {
  const [address = '', bits] = text.split('/')
  return { bytes: bytesOf(address) ?? [], bits: Number(bits) }
}

/** Somebody's own network, or nobody's. */
const private4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
].map(range)

const globalUnicast = range('2000::/3')

/** What of the one public range of IPv6 is not public; some of it holds an IPv4 address inside. */
const private6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'].map(range)

function isWithin(address: readonly number[], { bytes, bits }: Range): boolean {
  return bytes.every((byte, index) => {
    const counted = Math.min(8, Math.max(0, bits - index * 8))
    const mask = 256 - 2 ** (8 - counted)
    return ((address[index] ?? 0) & mask) === (byte & mask)
  })
}

/**
 * Whether an address is anything but a public one of the internet: nothing out there may make a computer of ours call
 * it. What is no address counts as private.
 */
export function isPrivateAddress(address: string): boolean {
  const bytes = bytesOf(address)
  if (bytes === undefined) return true
  const isIn = (other: Range): boolean => isWithin(bytes, other)
  return bytes.length === 4 ? private4.some(isIn) : !isIn(globalUnicast) || private6.some(isIn)
}
