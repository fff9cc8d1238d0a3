const MAX_LENGTH = 255

/** The name of an uploaded file as others are shown it: no folders, nothing that is no letter, never empty. */
export function cleanFilename(filename: string): string {
  const [last = ''] = filename.toWellFormed().split(/[/\\]/).slice(-1)
  // Control characters, and those that turn the reading direction so that `gpj.exe` reads as something else.
  const visible = last.replaceAll(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '').trim()
  const name = shortened(visible)
  return name === '' || /^\.+$/.test(name) ? 'file' : name
}

/** Too long a name keeps what tells its type. */
function shortened(name: string): string {
  if (name.length <= MAX_LENGTH) return name
  const [extension = ''] = /\.\w{1,16}$/.exec(name) ?? []
  return name.slice(0, MAX_LENGTH - extension.length).toWellFormed() + extension
}
