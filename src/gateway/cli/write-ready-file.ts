import { renameSync, rmSync, writeFileSync } from 'node:fs'

/** For whoever waits for the file: whole or not there, for this account alone, and gone with the gateway. */
export function writeReadyFile(file: string, content: object): void {
  rmSync(`${file}.part`, { force: true })
  writeFileSync(`${file}.part`, `${JSON.stringify(content)}\n`, { mode: 0o600, flag: 'wx' })
  renameSync(`${file}.part`, file)
  process.once('exit', () => {
    rmSync(file, { force: true })
  })
}
