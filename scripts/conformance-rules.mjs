// What a report of the black-box suite says of our gateway. Every rule counts, but for those that need what only the
// internet has.

/** By this variable the suite is told of a page there, for link previews; it names the variable where it is not set. */
const MAY_BE_MISSING = 'MEW_PREVIEW_URL'

const idOf = (title) => /^\[([^\]]+)\]/.exec(title)?.[1] ?? title
const mayBeSkipped = ({ reason }) => reason.includes(MAY_BE_MISSING)

/** `{ passed, failures, skipped }`: a rule that was not run is a failure too, unless it may be missing. */
export function judgeReport({ results, broken }) {
  const of = (outcome) => results.filter((result) => result.outcome === outcome)
  const skipped = of('skipped')
  return {
    passed: of('passed').length,
    failures: [
      ...of('failed').map(({ title, reason }) => `${title}: ${reason}`),
      ...skipped
        .filter((result) => !mayBeSkipped(result))
        .map(({ title, reason }) => `${title}: it was not run: ${reason}`),
      ...broken,
    ],
    skipped: skipped.filter(mayBeSkipped).map(({ title, reason }) => `${idOf(title)}: ${reason}`),
  }
}
