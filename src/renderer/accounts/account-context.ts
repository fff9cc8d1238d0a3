import { createContext, use } from 'react'
import type { Account } from './account.ts'

/** The account that the part of the page below belongs to. */
export const AccountContext = createContext<Account | null>(null)

export function useAccount(): Account {
  const account = use(AccountContext)
  if (account === null) throw new Error('This part of the page stands outside an account')
  return account
}
