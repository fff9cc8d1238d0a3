import type { Workshop } from './workshop.ts'
import { TranscriptError, type Line } from './transcript.ts'

const WAIT_MS = 10_000

/** Rejects where something takes too long. */
function inTime<Result>(work: Promise<Result>, sentence: string): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new TranscriptError(sentence))
    }, WAIT_MS)
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer)
    })
  })
}

const show = ({ in: where, text }: Line): string =>
  `${JSON.stringify(text)} in the ${where === 'direct' ? 'direct message' : 'channel'}`

/**
 * Says again what somebody said, and expects the bot to say again what it said, in the same order.
 * @throws TranscriptError where it says something else, or nothing
 */
export async function replay(
  { chat, botIsReady }: Pick<Workshop, 'chat' | 'botIsReady'>,
  lines: readonly Line[],
): Promise<void> {
  const heard: Line[] = []
  let wake = (): void => undefined
  const stop = chat.listen((line) => {
    heard.push(line)
    wake()
  })
  const next = async (): Promise<Line> => {
    for (;;) {
      const line = heard.shift()
      if (line !== undefined) return line
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  async function expectNext(expected: Line, number: number): Promise<void> {
    const said = await inTime(next(), `Line ${number}: the bot did not say ${show(expected)}`)
    if (said.text === expected.text && said.in === expected.in) return
    throw new TranscriptError(`Line ${number}: the bot said ${show(said)}, not ${show(expected)}`)
  }
  try {
    await inTime(botIsReady(WAIT_MS), `The bot was not online within ${WAIT_MS / 1000} s`)
    for (const [index, line] of lines.entries()) {
      if (line.by === 'you') await chat.say(line.in, line.text)
      else await expectNext(line, index + 1)
    }
  } finally {
    stop()
  }
}
