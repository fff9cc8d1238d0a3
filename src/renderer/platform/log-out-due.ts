const KEY = 'mew:log-out-due'

/**
 * A log-out the gateway has not heard of yet, kept by the browser: its cookies would sign the page in again. Storage
 * that is forbidden costs just that.
 */
export const logOutDue = {
  isSet: (): boolean => {
    try {
      return localStorage.getItem(KEY) !== null
    } catch {
      return false
    }
  },
  set: (due: boolean): void => {
    try {
      if (due) localStorage.setItem(KEY, 'yes')
      else localStorage.removeItem(KEY)
    } catch {
      // Nothing can be kept here.
    }
  },
}
