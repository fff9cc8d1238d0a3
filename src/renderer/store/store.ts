import { produce, type Draft } from 'immer'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AccountState } from './state.ts'

export type Recipe = (draft: Draft<AccountState>) => void

/** One account's state. Written by its sync alone, one change a batch; read by selectors. */
export interface AccountStore {
  readonly get: () => AccountState
  readonly update: (recipe: Recipe) => void
  readonly subscribe: StoreApi<AccountState>['subscribe']
  /** For the React binding. */
  readonly api: StoreApi<AccountState>
}

export function createAccountStore(initial: AccountState): AccountStore {
  const api = createStore<AccountState>(() => initial)
  return {
    get: api.getState,
    update: (recipe) => {
      api.setState(produce(recipe), true)
    },
    subscribe: api.subscribe,
    api,
  }
}
