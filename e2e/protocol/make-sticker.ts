import { formOf, type Form } from './form.ts'
import { request, type Answer } from './web-client.ts'

export interface Sticker {
  readonly _id: string
  readonly name: string
  readonly key: string
  readonly url: string
}

/** Where stickers stand, and whoever adds one. */
export interface Shelf {
  readonly url: string
  readonly token: string
}

/** The smallest thing that is a picture by its bytes. */
export const PICTURE = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

export const picture = { field: 'file', filename: 'wave.png', type: 'image/png', data: PICTURE }

export const formNamed = (name: string, file: object = {}): Form =>
  formOf([
    { field: 'name', data: name },
    { ...picture, ...file },
  ])

export function sendForm({ url, token }: Shelf, { headers, body }: Form): Promise<Answer> {
  return request(url, { method: 'POST', headers: { ...headers, authorization: `Bearer ${token}` }, raw: body })
}

export async function makeSticker(shelf: Shelf, name: string, file: object = {}): Promise<Sticker> {
  const { status, text, body } = await sendForm(shelf, formNamed(name, file))
  if (status !== 201) throw new Error(`No sticker was made: ${status} ${text}`)
  return body as Sticker
}
