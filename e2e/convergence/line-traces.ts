import {
  comeBack,
  drop,
  firstOf,
  free,
  inEach,
  newestAnswer,
  newestPage,
  older,
  page,
  told,
  type Trace,
} from './trace.ts'

/** Asked for before the line was cut, answered when everything newer has been read again. */
const answeredInAnotherEpoch = inEach(
  async (stage) => {
    const { take, come, world } = stage
    const { truth } = world.network
    await take(older)
    await come(page)
    await take(drop)
    truth.edit(firstOf(truth.of('general').slice(-4)), 'edited meanwhile')
    await comeBack(stage)
    await come(newestPage, newestAnswer)
  },
  { old: 8 },
)

/** Asked for while there was no line, answered after it was there again: what changed in between is in no event. */
const jumpedBeforeReady = inEach(
  async (stage) => {
    const { take, come, world } = stage
    const { truth } = world.network
    await take(drop, { do: 'jump', device: 0, which: 1 })
    await come(page)
    truth.edit(firstOf(truth.of('general').slice(1)), 'edited meanwhile')
    await comeBack(stage)
  },
  { old: 20 },
)

/** Found by a random history. */
const cutBeforeReady: Trace = async (start) => {
  const stage = await start()
  await stage.take(drop, { do: 'wait', device: 0 })
  await stage.come(/^admit 0$/, told('PRESENCE_INITIAL_STATE'), free)
  await stage.take(drop)
  await stage.end()
}

/** What is asked for at one time and answered at another, with the line cut in between. */
export const lineTraces: Readonly<Record<string, Trace>> = {
  '[rule 3] an older page asked for before the line was cut is answered after it was there again':
    answeredInAnotherEpoch,
  '[rule 3] a jump is asked for without a line and answered once it is there again': jumpedBeforeReady,
  '[rule 19] the line breaks between who is online and `ready`': cutBeforeReady,
}
