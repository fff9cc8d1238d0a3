import { violation } from './check-step.ts'
import type { World } from './world.ts'

/**
 * What somebody sent is stored once, or is still theirs to see; unless their page was killed before any disk had it. What is
 * sent where they may not write any more is another matter.
 */
export function checkSends({ network, devices, sends }: World): void {
  const wasTakenAway = network.covered.has('permission change') || network.covered.has('kick')
  for (const { device, words, isLost } of sends) {
    const stored = network.truth.messages.filter(({ sentAs }) => sentAs === words).length
    if (stored > 1) violation('I7 exactly once', `what device ${device} sent as "${words}" is stored ${stored} times`)
    if (stored === 1 || isLost || wasTakenAway) continue
    const pending = Object.values(devices[device]?.store.get().pending ?? {}).flat()
    if (!pending.some(({ content }) => content === words))
      violation('I3 nothing lost', `what device ${device} sent as "${words}" is neither stored nor on its way`)
  }
}
