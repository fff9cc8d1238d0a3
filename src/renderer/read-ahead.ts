import { lookAhead } from './accounts/remains-ahead.ts'
import { lastPerson } from './platform/last-person.ts'

// While the rest of the program is being started, the disk has nothing else to do.
const person = lastPerson()
if (person !== undefined) lookAhead(person)
