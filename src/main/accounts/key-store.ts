import { safeStorage } from 'electron'
import type { KeyStore } from './token-store.ts'

/** Linux without a password manager: Electron would seal with a key that everybody knows. */
function hidesNothing(): boolean {
  return process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text'
}

export const systemKeyStore: KeyStore = {
  isAvailable: async () => !hidesNothing() && (await safeStorage.isAsyncEncryptionAvailable()),
  seal: (text) => safeStorage.encryptStringAsync(text),
  open: async (sealed) => (await safeStorage.decryptStringAsync(Buffer.from(sealed))).result,
}
