interface Part {
  readonly field: string
  /** Without one it is a text field. */
  readonly filename?: string | Buffer
  readonly type?: string
  readonly data?: string | Buffer
}

export interface Form {
  readonly headers: { readonly 'content-type': string }
  readonly body: Buffer
}

const BOUNDARY = 'a-boundary-of-the-tests'

const bytesOf = (value: string | Buffer): Buffer => (typeof value === 'string' ? Buffer.from(value) : value)

/** A form, byte by byte: `FormData` would not let a test say what it wants. */
export function formOf(parts: readonly Part[], { isClosed = true } = {}): Form {
  const chunks = parts.flatMap(({ field, filename, type, data = 'x' }) => [
    Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="${field}"`),
    ...(filename === undefined ? [] : [Buffer.from('; filename="'), bytesOf(filename), Buffer.from('"')]),
    Buffer.from(`${type === undefined ? '' : `\r\ncontent-type: ${type}`}\r\n\r\n`),
    bytesOf(data),
    Buffer.from('\r\n'),
  ])
  const end = isClosed ? [Buffer.from(`--${BOUNDARY}--\r\n`)] : []
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: Buffer.concat([...chunks, ...end]),
  }
}
