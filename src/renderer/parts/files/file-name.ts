const hidden = /[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cc}/gu

/**
 * A file's name with nothing in it that turns letters around or hides them: `gpj.exe` behind a mark that reads from the
 * right would look like `exe.jpg`. The ending one sees is the ending it has.
 */
export function plainName(name: string): string {
  const plain = name.replaceAll(hidden, '')
  return plain === '' ? '?' : plain
}
