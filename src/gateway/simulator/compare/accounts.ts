import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import * as z from 'zod/mini'
import { CompareError } from './compare-error.ts'

const account = z.object({ email: z.string(), password: z.string() })

/** How people sign in where nobody can sign up, by their references. */
const accountFile = z.record(z.string(), account)

export type Accounts = z.infer<typeof accountFile>

/** @throws CompareError */
export async function readAccounts(file: string): Promise<Accounts> {
  try {
    return accountFile.parse(parse(await readFile(file, 'utf8')))
  } catch (error) {
    const reason = error instanceof z.core.$ZodError ? z.prettifyError(error) : String(error)
    throw new CompareError(
      `${file} does not say how people sign in, as in "alice: { email: a@example.org, password: … }": ${reason}`,
      { cause: error },
    )
  }
}
