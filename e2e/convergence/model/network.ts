import type { Line } from '../device.ts'
import type { Covered } from './coverage.ts'
import type { Manner } from './manner.ts'
import type { Possible } from './possible.ts'
import { Requests } from './requests.ts'
import { Session } from './session.ts'
import { Sockets } from './sockets.ts'
import { Truth } from './truth.ts'

/** The line between devices and a modelled gateway: nothing moves on it until a step says so. */
export class Network {
  readonly covered: Covered = new Set()
  readonly truth: Truth
  readonly requests: Requests
  readonly sockets: Sockets

  constructor(manner: Manner) {
    this.truth = new Truth(manner, (told) => {
      this.sockets.spread(told)
    })
    this.requests = new Requests(this.truth, this.covered)
    this.sockets = new Sockets(this.truth, this.covered)
  }

  newSession(): Session {
    return new Session(this.covered, this.truth.manner.extended)
  }

  lineOf(device: number, session: Session): Line {
    return {
      manner: this.truth.manner,
      request: this.requests.of(device, session),
      openSocket: this.sockets.open(device, session),
      session,
      onStray: (what) => this.requests.strayed.push(`device ${device}: ${what}`),
    }
  }

  /** Everything that may happen next, in the order in which it came up. */
  possible(): readonly Possible[] {
    const previews = this.truth.previews.map((_job, index): Possible => {
      return { label: () => 'preview', happen: () => this.truth.preview(index) }
    })
    return [...this.requests.possible(), ...this.sockets.possible(), ...previews]
  }

  /** The gateway is started anew: everybody's connection is cut at once. */
  restart(devices: number): void {
    this.covered.add('restart')
    this.requests.cut()
    for (let device = 0; device < devices; device += 1) this.sockets.drop(device)
  }
}
