/** One request of the protocol; the path is below `/api`, the body is sent as JSON. */
export interface Asking {
  readonly url: string
  readonly token: string
  readonly method: string
  readonly path: string
  readonly body: unknown
}

export function requestAs({ url, token, method, path, body }: Asking): Promise<Response> {
  const authorization = `Bearer ${token}`
  return fetch(`${url}/api${path}`, {
    method,
    headers: body === undefined ? { authorization } : { authorization, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}
