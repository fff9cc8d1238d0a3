type Given<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> }

/** Only what is there: a field that is undefined is no field. */
export function given<Fields extends object>(fields: Fields): Given<Fields> {
  const there = Object.entries(fields).filter(([, value]) => value !== undefined)
  // The entries of an object without some of them.
  return Object.fromEntries(there) as Given<Fields>
}
