import type { UploadOptions } from './gateway-link.ts'

const passedOn = ['content-type', 'retry-after'] as const

function answerOf(request: XMLHttpRequest): Response {
  const headers = new Headers()
  for (const name of passedOn) {
    const value = request.getResponseHeader(name)
    if (value !== null) headers.set(name, value)
  }
  return new Response(request.responseText === '' ? null : request.responseText, { status: request.status, headers })
}

/** A form to the page's own gateway. By the older interface: `fetch` tells nothing of what has gone out. */
export function uploadByPage(path: string, form: FormData, { onProgress, signal }: UploadOptions): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>()
  const request = new XMLHttpRequest()
  const end = (): void => {
    request.abort()
  }
  request.upload.addEventListener('progress', (event) => {
    onProgress(event.loaded)
  })
  request.addEventListener('load', () => {
    resolve(answerOf(request))
  })
  for (const name of ['error', 'abort', 'timeout'] as const) {
    request.addEventListener(name, () => {
      reject(new TypeError(`The upload ended without an answer: ${name}`))
    })
  }
  request.addEventListener('loadend', () => {
    signal.removeEventListener('abort', end)
  })
  request.open('POST', path)
  signal.addEventListener('abort', end)
  if (signal.aborted) reject(new TypeError('The upload was ended before it began'))
  else request.send(form)
  return promise
}
