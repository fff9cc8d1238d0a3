import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { IncomingMessage } from 'node:http'

interface Put {
  readonly url: URL
  readonly headers: Headers
  readonly file: string
  readonly size: number
}

/**
 * Sends a file as it is read, and answers with the status: `fetch` reads a body ahead, whatever it is made of, until all of
 * it is in memory. Rejects where the line breaks.
 */
export async function putFile({ url, headers, file, size }: Put): Promise<number> {
  // Loaded with the first file, as it takes a tenth of a start.
  const { request } = url.protocol === 'https:' ? await import('node:https') : await import('node:http')
  const sending = request(url, { method: 'PUT', headers: { ...Object.fromEntries(headers), 'content-length': size } })
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    sending.once('response', resolve)
    sending.once('error', reject)
  })
  const sent = pipeline(createReadStream(file), sending)
  // A store may refuse before it has taken all: its answer counts then, and not that the line broke.
  sent.catch(() => undefined)
  const answer = await answered
  answer.resume()
  if (answer.statusCode === 200) await sent
  else sending.destroy()
  return answer.statusCode ?? 0
}
