import { lookAhead } from './accounts/remains-ahead.ts'
import { lastPerson } from './platform/last-person.ts'

/** A page that is loaded again says in its address where somebody was. */
const [, serverId, channelId] = /^\/servers\/([^/]+)\/channels\/([^/]+)$/.exec(location.pathname) ?? []
const [, directId] = /^\/direct-messages\/([^/]+)$/.exec(location.pathname) ?? []

// While the rest of the program is being started, the disk has nothing else to do.
const person = lastPerson()
if (person !== undefined) lookAhead(person, { serverId, channelId: channelId ?? directId })
