/** Where the page lives. Nothing else is ever loaded into a window. */
export const APP_SCHEME = 'app'
export const APP_ORIGIN = 'app://bundle'

/** Electron writes origins with and without the last slash, depending on where it tells them. */
export const isAppOrigin = (origin: string | undefined): boolean => origin === APP_ORIGIN || origin === `${APP_ORIGIN}/`
