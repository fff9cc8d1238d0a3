import { open } from 'node:fs/promises'

/** Makes a rename in a directory outlast a power cut. */
export async function syncDirectory(directory: string): Promise<void> {
  // Windows has no such handle; there the rename itself is the best there is.
  if (process.platform === 'win32') return
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
