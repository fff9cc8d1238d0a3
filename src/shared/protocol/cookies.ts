/** Names fixed by the protocol (ID-3.3). */
export const ACCESS_COOKIE = 'mew_access_token'
export const REFRESH_COOKIE = 'mew_refresh_token'
export const CSRF_COOKIE = 'mew_csrf_token'
export const CSRF_HEADER = 'x-mew-csrf-token'

/** Set by a client on a refresh and on its retries, so that a lost answer signs nobody out (extension `refresh-retry`). */
export const REFRESH_ID_HEADER = 'x-mew-refresh-id'
