/** Longer than any browser takes to begin with what it was handed. */
const KEPT_MS = 60_000

/** Hands bytes to the browser to be kept under a name. It asks, or finds a free name: nothing is written over. */
export function saveFile(bytes: Blob, name: string): void {
  const url = URL.createObjectURL(bytes)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => {
    URL.revokeObjectURL(url)
  }, KEPT_MS)
}
