/** Turns what is stored, a key or an address elsewhere, into what is sent (ID-1.2). */
export type FileAddress = (stored: string | null) => { readonly avatarUrl?: string }

/** The address of a stored file, for whoever has its key. */
export const urlOf = (fileAddress: FileAddress, stored: string): string => fileAddress(stored).avatarUrl ?? ''

/** `staticBase` is read at each call: the listening address is not known before the gateway listens. */
export function createFileAddress(staticBase: () => string): FileAddress {
  return (stored) => {
    if (stored === null || stored === '') return {}
    return { avatarUrl: /^https?:\/\//i.test(stored) ? stored : `${staticBase()}/static/${stored}` }
  }
}

/** `MEW_STATIC_URL` without trailing slashes and without the `/static` or `/presign` a deployment may have put there. */
export function staticBaseOf(setting: string): string {
  return setting.replace(/\/+$/, '').replace(/\/(?:static|presign)$/, '')
}
