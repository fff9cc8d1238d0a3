import { violation } from './violation.ts'
import type { Device } from './device.ts'
import type { Place } from './model/names.ts'
import { channelOf } from './world.ts'

interface Checked {
  readonly device: Device
  readonly number: number
}

/** No edit, reaction or retraction waits for nothing. */
export function checkChanges({ device, number }: Checked, place: Place): void {
  const { changes, pending, connection } = device.store.get()
  const where = `device ${number}, ${place}`
  const waiting = new Set((pending[channelOf(place)] ?? []).map(({ nonce }) => nonce))
  for (const change of changes[channelOf(place)] ?? []) {
    const { target, delivery, kind } = change
    if ('nonce' in target) {
      if (!waiting.has(target.nonce)) violation('I5 liveness', `${where}: a change is meant for nothing (${kind})`)
      continue
    }
    if (delivery.status === 'sending' && connection.status === 'connected')
      violation('I5 liveness', `${where}: a change is still on its way (${kind})`)
  }
}
