import { execFileSync } from 'node:child_process'
import { copyFileSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isAlive, runProgram, type GatewayProcess } from '../gateway-process.ts'
import { createTemporaryDirectory } from '../temporary-directory.ts'

const root = path.join(import.meta.dirname, '../../..')
const echo = path.join(root, 'e2e/fixtures/toy-client/echo-bot.mjs')

interface Desk extends AsyncDisposable {
  readonly bot: string
  readonly file: (name: string, content?: string) => string
  readonly run: (...options: string[]) => GatewayProcess
}

/** A directory with a bot in it, as somebody has who writes one. */
function openDesk(): Desk {
  const directory = createTemporaryDirectory()
  const file = (name: string, content?: string): string => {
    const place = path.join(directory.path, name)
    if (content !== undefined) writeFileSync(place, content)
    return place
  }
  symlinkSync(path.join(root, 'node_modules'), file('node_modules'), 'dir')
  copyFileSync(echo, file('bot.mjs'))
  const running: GatewayProcess[] = []
  return {
    bot: file('bot.mjs'),
    file,
    run: (...options) => {
      const args = ['bot', 'dev', '--port', '0', '--no-web', ...options, '--', process.execPath, 'bot.mjs']
      const started = runProgram(args, { leadsGroup: true, directory: directory.path })
      running.push(started)
      return started
    },
    [Symbol.asyncDispose]: async () => {
      for (const one of running) await one[Symbol.asyncDispose]()
      directory[Symbol.dispose]()
    },
  }
}

/** Once a text stands in the output so many times. */
function told({ child, stdout, stderr, ended }: GatewayProcess, text: string, times = 1): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (stdout().split(text).length > times) resolve()
    }
    child.stdout?.on('data', look)
    look()
    void ended.then((code) => reject(new Error(`It ended with ${code}, without "${text}": ${stdout()}${stderr()}`)))
  })
}

test('[BOTDEV1] one talks to a bot in the channel and alone, and what is said is written down', async () => {
  await using desk = openDesk()
  const transcript = desk.file('talk.jsonl')
  const session = desk.run('--record', transcript)
  await told(session, 'ready\n')
  session.child.stdin?.write('hello\n')
  await told(session, 'dev-bot: you said: hello\n')
  session.child.stdin?.write('/dm psst\n')
  await told(session, 'dev-bot (to you alone): you said: psst\n')
  session.child.stdin?.write('/quit\n')
  // What is written down is no change of the bot.
  expect([await session.ended, session.stderr()]).toEqual([0, ''])
  expect(
    readFileSync(transcript, 'utf8')
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
  ).toEqual([
    { by: 'you', in: 'channel', text: 'hello' },
    { by: 'bot', in: 'channel', text: 'you said: hello' },
    { by: 'you', in: 'direct', text: 'psst' },
    { by: 'bot', in: 'direct', text: 'you said: psst' },
  ])

  const again = desk.run('--replay', transcript)
  expect([await again.ended, again.stderr()]).toEqual([0, ''])
  expect(again.stdout()).toContain('The bot kept to all 4 lines.')
})

test('[BOTDEV2] the bot starts anew where a file has changed', async () => {
  await using desk = openDesk()
  const session = desk.run()
  await told(session, 'ready\n')
  desk.file('bot.mjs', readFileSync(echo, 'utf8').replace('you said', 'I heard'))
  await told(session, 'ready\n', 2)
  session.child.stdin?.write('hello\n')
  await told(session, 'dev-bot: I heard: hello\n')
  session.child.stdin?.end()
  expect(await session.ended).toBe(0)
})

/** How many watch over programs of a process, and are not on their way out after it. */
function watchersOf(pid: number | undefined): number {
  const all = execFileSync('ps', ['-A', '-o', 'ppid=,args='], { encoding: 'utf8' }).split('\n')
  return all.filter((line) => line.trim().startsWith(`${pid} `) && line.includes('mew-gateway-watch')).length
}

test('[BOTDEV2] one watches over the program that runs, and nobody over those of before', async () => {
  await using desk = openDesk()
  const session = desk.run()
  for (let times = 1; times <= 3; times += 1) {
    await told(session, 'ready\n', times)
    desk.file('bot.mjs', `console.log('bot ${times} is', process.pid)\n${readFileSync(echo, 'utf8')}`)
  }
  await told(session, 'ready\n', 4)
  const bot = Number(/^bot 3 is (\d+)$/m.exec(session.stdout())?.[1])
  expect(isAlive(bot)).toBe(true)
  await expect.poll(() => watchersOf(session.child.pid), { timeout: 5_000 }).toBe(1)
  session.child.kill('SIGKILL')
  await expect.poll(() => isAlive(bot), { timeout: 5_000 }).toBe(false)
})

test('[BOTDEV3] a bot that says something else than its transcript ends the test with 1, and where', async () => {
  await using desk = openDesk()
  const lines = [
    { by: 'you', in: 'channel', text: 'hello' },
    { by: 'bot', in: 'channel', text: 'good morning' },
  ]
  const transcript = desk.file('talk.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'))
  const wrong = desk.run('--replay', transcript)
  expect(await wrong.ended).toBe(1)
  expect(wrong.stderr()).toContain(
    'Line 2: the bot said "you said: hello" in the channel, not "good morning" in the channel',
  )

  const broken = desk.run('--replay', desk.file('broken.jsonl', '{"by":"cat"}'))
  expect(await broken.ended).toBe(1)
  expect(broken.stderr()).toMatch(/^Line 1 of the transcript cannot be read/)
  const missing = desk.run('--replay', 'nowhere.jsonl')
  expect(await missing.ended).toBe(2)
})

test('[BOTDEV4] the bot of the page for developers answers, in the words the page says', async () => {
  const page = readFileSync(path.join(root, 'docs/bot-developers.md'), 'utf8')
  const fenced = (pattern: RegExp): string => pattern.exec(page)?.[1] ?? ''
  const answers = ['dev-bot: You said: hello\n', 'dev-bot (to you alone): You said: and only to you\n']
  await using desk = openDesk()
  desk.file('package.json', '{"type":"module"}')
  desk.file('bot.mjs', fenced(/```js\n(.*?)```/s))
  const session = desk.run()
  await told(session, 'The bot is online.\n')
  const typed = fenced(/```\n(hello\n.*?)```/s)
    .trim()
    .split('\n')
  for (const [index, line] of typed.entries()) {
    session.child.stdin?.write(`${line}\n`)
    const answer = answers[index]
    if (answer !== undefined) await told(session, answer)
  }
  expect(await session.ended).toBe(0)
})
