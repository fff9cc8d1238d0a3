import type { Desktop } from './desktop-app.ts'

/** Ends the gateway the way a crash does, and waits until the page was told. */
export async function killGateway({ app, page }: Desktop): Promise<void> {
  const from = await page.evaluate(() => window.heard.length)
  await app.evaluateMain(async () => {
    const { readdir, readFile } = await import('node:fs/promises')
    for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
      const read = (file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')
      const parent = (await read('stat')).split(') ')[1]?.split(' ')[1]
      const isGateway = (await read('cmdline')).includes('gateway.js')
      if (isGateway && parent === String(process.pid)) process.kill(Number(pid), 'SIGKILL')
    }
  })
  const isTold = (start: number): boolean =>
    window.heard.slice(start).some(({ notice }) => JSON.stringify(notice).includes('"available":false'))
  await page.waitForFunction(isTold, from)
}

/** Waits until the last the page was told of its inner account is that it is there. */
export async function untilBack({ page }: Desktop): Promise<void> {
  await page.waitForFunction(() => {
    const told = window.heard.findLast(({ name }) => name === 'accountsChanged')
    return JSON.stringify(told).includes('"available":true')
  })
}
