import { test } from 'node:test'

/** A test of the desktop. Its promise is the runner's business. */
export function desktopTest(title: string, run: () => Promise<void>): void {
  void test(title, run)
}
