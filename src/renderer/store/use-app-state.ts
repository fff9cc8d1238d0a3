import { createContext, use } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { AccountState } from './state.ts'
import type { AccountStore } from './store.ts'

/** The store of the account that the part of the page below belongs to. */
export const AccountStoreContext = createContext<AccountStore | null>(null)

export function useAccountStore(): AccountStore {
  const store = use(AccountStoreContext)
  if (store === null) throw new Error('This part of the page stands outside an account')
  return store
}

/** Reads the account's state; drawn again only when what the selector gives is another value. */
export function useAppState<Selected>(selector: (state: AccountState) => Selected): Selected {
  return useStore(useAccountStore().api, selector)
}

/** The same for a selector that makes a fresh list or object each time: compared member by member. */
export function useAppList<Selected>(selector: (state: AccountState) => Selected): Selected {
  return useStore(useAccountStore().api, useShallow(selector))
}

/** Reads the state of an account that is not the one around, as the rail does. */
export function useStateOf<Selected>(store: AccountStore, selector: (state: AccountState) => Selected): Selected {
  return useStore(store.api, useShallow(selector))
}
