/** Where the control API stands, on a listener of its own: never on the port that clients use. */
export const CONTROL_BASE = '/__mew/v1'
/** Where the same listener serves the inspector. */
export const INSPECTOR_BASE = '/__mew/inspector/'
/** Where its pages are in the desktop app, which asks by the port of the gateway's process. */
export const INSPECTOR_ORIGIN = 'app://inspector'
