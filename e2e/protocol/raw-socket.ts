/** A peer that speaks Engine.IO by hand, as the bots' own library does: text frames over a WebSocket, nothing else. */
export interface Frames extends Disposable {
  readonly heard: readonly string[]
  readonly send: (frame: string) => void
  readonly sendBytes: (bytes: Uint8Array<ArrayBuffer>) => void
  /** The first frame that starts so, heard already or yet to come. Rejects after five seconds, or when the peer closes. */
  readonly wait: (start: string) => Promise<string>
  /** Resolves once the gateway has closed the connection. */
  readonly closed: Promise<unknown>
  /** Resolves once the gateway has answered a ping that came after everything sent so far, or has closed. */
  readonly quiet: () => Promise<void>
}

const WAIT_MS = 5_000

/** `onFrame` is called for each frame as it comes. */
export async function openFrames(url: string, onFrame?: (frame: string) => void): Promise<Frames> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
  const heard: string[] = []
  const waiting = new Set<() => void>()
  const look = (): void => {
    for (const each of waiting) each()
  }
  socket.addEventListener('message', (event) => {
    heard.push(String(event.data))
    onFrame?.(String(event.data))
    look()
  })
  socket.addEventListener('close', look)
  const closed = new Promise((resolve) => socket.addEventListener('close', resolve))
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', reject)
  })

  function wait(start: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const fail = (): void => {
        waiting.delete(check)
        reject(new Error(`No frame ${start}; heard ${heard.join(' ')}`))
      }
      const timer = setTimeout(fail, WAIT_MS)
      const check = (): void => {
        const hit = heard.find((frame) => frame.startsWith(start))
        if (hit === undefined && socket.readyState === WebSocket.OPEN) return
        clearTimeout(timer)
        waiting.delete(check)
        if (hit === undefined) fail()
        else resolve(hit)
      }
      waiting.add(check)
      check()
    })
  }

  return {
    heard,
    send: (frame) => {
      socket.send(frame)
    },
    sendBytes: (bytes) => {
      socket.send(bytes)
    },
    wait,
    closed,
    quiet: async () => {
      await Promise.race([wait('3probe').catch(() => undefined), closed])
    },
    [Symbol.dispose]: () => {
      socket.close()
    },
  }
}
