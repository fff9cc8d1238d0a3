import { chinaAsides, japanAsides, smallTalkAsides, timetableAsides } from './talk/asides-two.ts'
import { booksAsides, kitchenAsides, nordicsAsides } from './talk/asides-one.ts'
import { crewAsides, fareAsides, sandboxAsides, tripAsides } from './talk/asides-three.ts'
import { announcements } from './talk/announcements.ts'
import { booksAndMaps } from './talk/books-and-maps.ts'
import { botsAtWork } from './talk/bots-at-work.ts'
import { china } from './talk/china.ts'
import { crew } from './talk/crew.ts'
import { directTalk } from './talk/direct-messages.ts'
import { booksEvenings, kitchenEvenings } from './talk/evenings-one.ts'
import { chinaEvenings, crewEvenings, japanEvenings, nordicsEvenings } from './talk/evenings-two.ts'
import { fareWatch } from './talk/fare-watch.ts'
import { japan } from './talk/japan.ts'
import { kitchenCar } from './talk/kitchen-car.ts'
import { nordicsOne } from './talk/nordics-one.ts'
import { nordicsTwo } from './talk/nordics-two.ts'
import { planningAsides } from './talk/planning-asides.ts'
import { planningFirstWeek } from './talk/planning-first-week.ts'
import { planningSecondWeek } from './talk/planning-second-week.ts'
import { planningThirdWeek } from './talk/planning-third-week.ts'
import { sandbox } from './talk/sandbox.ts'
import { smallTalk } from './talk/small-talk.ts'
import { startHere } from './talk/start-here.ts'
import { timetables } from './talk/timetables.ts'
import { tripReports } from './talk/trip-reports.ts'
import { clockRemarks } from './talk/clock-remarks.ts'
import { shortReports } from './talk/short-reports.ts'
import { smallTalkEvenings } from './talk/small-talk-evenings.ts'
import { welcome } from './talk/welcome.ts'

/** What is said where, by channel: what has its day first, so that the asides find the gaps. */
export const talkByChannel: Readonly<Record<string, readonly string[]>> = {
  welcome: [welcome],
  announcements: [announcements],
  planning: [planningFirstWeek, planningSecondWeek, planningThirdWeek, planningAsides],
  'trip-reports': [tripReports, shortReports, tripAsides],
  nordics: [nordicsOne, nordicsTwo, nordicsEvenings, nordicsAsides],
  japan: [japan, japanEvenings, japanAsides],
  china: [china, chinaEvenings, chinaAsides],
  timetables: [timetables, clockRemarks, timetableAsides],
  'fare-watch': [fareWatch, fareAsides],
  crew: [crew, crewEvenings, crewAsides],
  'kitchen-car': [kitchenCar, kitchenEvenings, kitchenAsides],
  'books-and-maps': [booksAndMaps, booksEvenings, booksAsides],
  'start-here': [startHere],
  sandbox: [sandbox, sandboxAsides],
  'small-talk': [smallTalk, smallTalkEvenings, smallTalkAsides],
  'bots-at-work': [botsAtWork],
  ...Object.fromEntries(Object.entries(directTalk).map(([channel, talk]) => [channel, [talk]])),
}
