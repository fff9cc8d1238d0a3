import { INSPECTOR_ORIGIN } from '#shared/simulator/control-paths.ts'
import { controlOrder, type ControlOrder, type ControlReport } from '#shared/simulator/control-by-port.ts'
import { createControl } from '../simulator/control/create-control.ts'
import type { SimulationHost } from '../simulator/control/simulation-host.ts'
import { readVersion } from './read-version.ts'
import { snapshotDirectory } from './snapshot-directory.ts'

/** The control API over the port to the process that started this one: it listens nowhere. */
export interface ControlByPort {
  /** Whatever came by the port; what is no call of the control API passes by. */
  readonly obey: (message: unknown) => void
  readonly close: () => Promise<void>
}

type Call = Extract<ControlOrder, { type: 'control-call' }>
type App = Awaited<ReturnType<typeof createControl>>['app']

interface Line {
  readonly app: App
  readonly post: (report: ControlReport) => void
}

/** A call that is being answered. */
interface Answering {
  wanted: number
  isDropped: boolean
  /** One of the two has changed. */
  wake: () => void
  /** Lets go of what is being read. */
  end: () => void
}

/** No socket has that port: it is only what calls by the port are told apart by. */
const NO_PORT = 0

const asText = (value: number | string | readonly string[] | undefined): string =>
  Array.isArray(value) ? value.join(', ') : String(value)

/** False where it is not wanted any more. */
async function isWanted(answering: Answering): Promise<boolean> {
  while (answering.wanted === 0 && !answering.isDropped) {
    await new Promise<void>((resolve) => {
      answering.wake = resolve
    })
  }
  answering.wanted -= 1
  return !answering.isDropped
}

/** Answers whether all of it was sent. */
async function answer(call: Call, answering: Answering, { app, post }: Line): Promise<boolean> {
  const { id, method, path: url, headers, body } = call
  const response = await app.inject({
    // Of a method that is none it says so itself.
    method: method as 'GET',
    url,
    headers: { ...headers, host: `localhost:${NO_PORT}` },
    ...(body === undefined ? {} : { payload: body }),
    payloadAsStream: true,
  })
  const told = Object.entries(response.headers).map(([name, value]) => [name, asText(value)])
  post({ type: 'control-answer', id, status: response.statusCode, headers: Object.fromEntries(told) })
  answering.end = () => {
    response.raw.res.destroy()
  }
  if (answering.isDropped) answering.end()
  for await (const text of response.stream().setEncoding('utf8')) {
    if (!(await isWanted(answering))) return false
    post({ type: 'control-piece', id, text: String(text) })
  }
  return !answering.isDropped
}

export async function openControlByPort(
  host: SimulationHost,
  { token, post }: { readonly token: string; readonly post: (report: ControlReport) => void },
): Promise<ControlByPort> {
  const { log } = (await host.current()).simulation.gateway.parts
  const options = { token, host, log, version: readVersion(), snapshotDirectory: snapshotDirectory() }
  const { app, close } = await createControl(options, { port: NO_PORT, url: INSPECTOR_ORIGIN })
  const answerings = new Map<number, Answering>()

  async function begin(call: Call): Promise<void> {
    const answering: Answering = { wanted: 0, isDropped: false, wake: () => undefined, end: () => undefined }
    answerings.set(call.id, answering)
    let whole = false
    try {
      whole = await answer(call, answering, { app, post })
    } catch (error) {
      if (!answering.isDropped) log.warn({ err: error }, 'a call by the port was not answered')
    } finally {
      answerings.delete(call.id)
      post({ type: 'control-end', id: call.id, whole })
    }
  }

  function drop(answering: Answering): void {
    answering.isDropped = true
    answering.end()
    answering.wake()
  }

  function ask(answering: Answering): void {
    answering.wanted += 1
    answering.wake()
  }

  return {
    obey: (message) => {
      const read = controlOrder.safeParse(message)
      if (!read.success) return
      const order = read.data
      if (order.type === 'control-call') {
        void begin(order)
        return
      }
      const answering = answerings.get(order.id)
      if (answering === undefined) return
      if (order.type === 'control-drop') drop(answering)
      else ask(answering)
    },
    close: async () => {
      for (const answering of answerings.values()) drop(answering)
      await close()
    },
  }
}
