/** 128 random bits as text. `crypto.randomUUID` is not there for pages of an unencrypted address, as on a home network. */
export function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
