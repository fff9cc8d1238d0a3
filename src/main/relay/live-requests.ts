/** A request in the air: it ends by itself, or is ended from outside. */
export interface LiveRequest {
  readonly signal: AbortSignal
  readonly abort: (reason: Error) => void
  /** The answer's body, which breaks off when the request is ended. */
  readonly carry: (body: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array>
  /** The answer is made: the request is over unless a body is still being carried. */
  readonly answered: () => void
}

export interface LiveRequests {
  readonly begin: (account: string) => LiveRequest
  /** Signing out ends what is in the air for that account. */
  readonly endAccount: (account: string) => void
  /** A page that is gone does not tell that it gave up: main ends everything it had asked for. */
  readonly endAll: () => void
}

export function createLiveRequests(): LiveRequests {
  const live = new Set<{ readonly account: string; readonly controller: AbortController }>()

  function end(isMeant: (account: string) => boolean): void {
    for (const entry of live) {
      if (isMeant(entry.account)) entry.controller.abort(new Error('net::ERR_ABORTED'))
    }
  }

  return {
    begin: (account) => {
      const controller = new AbortController()
      const entry = { account, controller }
      live.add(entry)
      const done = (): void => {
        live.delete(entry)
      }
      let carries = false
      return {
        signal: controller.signal,
        abort: (reason) => {
          controller.abort(reason)
        },
        carry: (body) => {
          carries = true
          return endable(body, controller, done)
        },
        answered: () => {
          if (!carries) done()
        },
      }
    },
    endAccount: (account) => {
      end((other) => other === account)
    },
    endAll: () => {
      end(() => true)
    },
  }
}

/** An abort signal alone is not enough: a body that is already being read must break off too. */
function endable(
  body: ReadableStream<Uint8Array>,
  controller: AbortController,
  done: () => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  const finish = (): void => {
    done()
    controller.signal.removeEventListener('abort', stop)
  }
  let breakOff: (reason: unknown) => void = () => undefined
  const stop = (): void => {
    finish()
    breakOff(controller.signal.reason)
    reader.cancel(controller.signal.reason).catch(() => {
      // It was broken already, and nobody reads it any more.
    })
  }
  controller.signal.addEventListener('abort', stop)
  return new ReadableStream({
    start: (stream) => {
      breakOff = (reason) => {
        stream.error(reason)
      }
      if (controller.signal.aborted) stop()
    },
    pull: async (stream) => {
      try {
        const { done: isLast, value } = await reader.read()
        if (controller.signal.aborted) return
        if (value !== undefined) stream.enqueue(value)
        if (!isLast) return
        finish()
        stream.close()
      } catch (error) {
        finish()
        stream.error(error)
      }
    },
    cancel: (reason) => {
      finish()
      const ended = reader.cancel(reason)
      controller.abort(reason)
      return ended.catch(() => {
        // The abort was quicker: that is an end too.
      })
    },
  })
}
