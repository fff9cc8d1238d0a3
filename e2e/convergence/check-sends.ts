import { violation } from './violation.ts'
import type { Send, World } from './world.ts'

function isOnItsWay({ devices }: World, { device, words }: Send): boolean {
  const pending = Object.values(devices[device]?.store.get().pending ?? {}).flat()
  return pending.some(({ content }) => content.includes(words))
}

/**
 * What somebody sent is stored once, or as often as they wanted it sent again, or is still theirs to see; unless their page was killed before any disk had it. What is
 * sent where they may not write any more is another matter.
 */
export function checkSends(world: World): void {
  const { network, sends } = world
  const wasTakenAway = network.covered.has('permission change') || network.covered.has('kick')
  for (const send of sends) {
    const { device, words, times } = send
    const stored = network.truth.messages.filter(({ sentAs }) => sentAs.includes(words)).length
    if (stored > times)
      violation('I7 exactly once', `what device ${device} sent as "${words}" is stored ${stored} times`)
    const mayBeGone = stored > 0 || send.isLost || send.isLetGo || wasTakenAway
    if (!mayBeGone && !isOnItsWay(world, send))
      violation('I3 nothing lost', `what device ${device} sent as "${words}" is neither stored nor on its way`)
  }
}
