// Two people talking, in a process of their own: what an attack takes of the attacker's time is not theirs.
// Usage: node talker.ts <url> <channel> <token of who speaks> <token of who listens>; on its first message it ends and
// answers with how long each of theirs took until it was heard, in milliseconds.
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { post } from '../durability/people.ts'

const [url = '', channel = '', speaker = '', listener = ''] = process.argv.slice(2)
const client = await readySocket(url, listener)
const took: number[] = []
const talk = { goesOn: true }
process.once('message', () => {
  talk.goesOn = false
})
process.send?.('ready')
while (talk.goesOn) {
  const began = performance.now()
  const { _id } = await post(
    `${url}/api/channels/${channel}/messages`,
    { id: '', token: speaker },
    { content: `message ${took.length}` },
  )
  await client.wait('MESSAGE_CREATE', (heard: { _id: string }) => heard._id === _id)
  took.push(performance.now() - began)
}
client[Symbol.dispose]()
// Not before it is all sent: it may be long.
process.send?.(took, () => {
  process.disconnect()
})
