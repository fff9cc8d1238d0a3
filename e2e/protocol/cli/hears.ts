import type { GatewayProcess } from '../gateway-process.ts'

/** Once a program has said something that fits. */
export function hears({ child, stdout, ended, stderr }: GatewayProcess, pattern: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (pattern.test(stdout())) resolve()
    }
    child.stdout?.on('data', look)
    void ended.then((code) => reject(new Error(`It ended with ${code}: ${stdout()} ${stderr()}`)))
    look()
  })
}
