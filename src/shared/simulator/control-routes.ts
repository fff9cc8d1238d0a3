import type * as z from 'zod/mini'
import * as control from './control.ts'
import { explanation } from './explanation.ts'
import { fault } from './fault.ts'
import { scenarioFile } from './scenario-file.ts'
import { journalStep } from './journal-step.ts'

interface ControlRoute {
  /** One line, as an answer to what the route does. */
  readonly summary: string
  /** Lets in whoever knows a one-time code. */
  readonly access?: 'open'
  readonly query?: z.ZodMiniObject
  readonly body?: z.ZodMiniType
  /** How long a body may be where it may be longer than elsewhere. */
  readonly bodyLimitBytes?: number
  /** 200 with an answer and 204 without one, where nothing else is said. */
  readonly status?: number
  /** As JSON, or the types of an answer that is none. */
  readonly answer?: z.ZodMiniType | readonly string[]
}

/** What can be asked of one simulated gateway, below the control API's base and below each tenant. */
export const simulationRoutes = {
  'GET /state': { summary: 'Everything there is to know at a glance', answer: control.simulatorState },
  'GET /events': { summary: 'Steps of the journal that fit', query: control.eventsQuery, answer: control.stepPage },
  'GET /events/stream': {
    summary: 'The same as server-sent events, and what comes after',
    query: control.streamQuery,
    answer: ['text/event-stream'],
  },
  'POST /events/wait': {
    summary: 'The first step that fits, told already or yet to come; 408 where there is none in time',
    body: control.waitBody,
    answer: journalStep,
  },
  'GET /faults': { summary: 'The faults that stand in the way', answer: control.faultList },
  'POST /faults': { summary: 'Adds a fault', body: fault, status: 201, answer: control.faultState },
  'DELETE /faults': { summary: 'Removes all faults; what they held is let go' },
  'POST /faults/profile': {
    summary: 'Adds the faults of a profile',
    body: control.profileBody,
    status: 201,
    answer: control.faultList,
  },
  'PATCH /faults/:fault': {
    summary: 'Switches a fault on or off; switched off it lets go of what it holds',
    body: control.faultChangeBody,
    answer: control.faultState,
  },
  'POST /faults/:fault/release': { summary: 'Lets go of what a fault holds; it stands on' },
  'DELETE /faults/:fault': { summary: 'Removes a fault; what it held is let go' },
  'GET /clock': { summary: 'The time of the gateway', answer: control.clockState },
  'POST /clock': {
    summary: 'Stops the clock, lets it run or moves it',
    body: control.clockBody,
    answer: control.clockState,
  },
  'POST /speak': {
    summary: 'Says something as anybody, with every rule of the gateway; 502 where the connection broke',
    body: control.speakBody,
    answer: control.commandAnswer,
  },
  'POST /commands': {
    summary: 'Any request of the protocol as anybody, with every rule of the gateway; 502 where the connection broke',
    body: control.commandBody,
    answer: control.commandAnswer,
  },
  'GET /view': {
    summary: 'All that somebody is let see: what their client should show',
    query: control.viewQuery,
    answer: control.viewAnswer,
  },
  'GET /explain': {
    summary: 'Why somebody did or did not get a message',
    query: control.explainQuery,
    answer: explanation,
  },
  'GET /actors': { summary: 'People whose sockets this process holds', answer: control.actorList },
  'POST /actors': {
    summary: 'Connects somebody over a socket of their own, past ready; 409 where they are not let in',
    body: control.actorBody,
    status: 201,
    answer: control.actorState,
  },
  'POST /actors/:actor/emit': {
    summary: 'Sends any packet as an actor; answered once the gateway has it, 409 where the actor is not connected',
    body: control.packetBody,
  },
  'DELETE /actors/:actor': { summary: 'Lets an actor go' },
  'GET /snapshots': { summary: 'The snapshots of this account that can be read', answer: control.snapshotList },
  'POST /snapshots': {
    summary:
      'Saves everything that is stored, the time, the faults and what chance has come to; in place of one so called',
    body: control.snapshotBody,
    status: 201,
    answer: control.snapshotState,
  },
  'DELETE /snapshots/:snapshot': { summary: 'Takes a snapshot away' },
  'GET /findings': { summary: 'What clients did wrong, where a referee watches them', answer: control.findingList },
  'GET /recording': {
    summary: 'What people did as a scenario, with the world they did it in; 409 where too much of it is forgotten',
    query: control.recordingQuery,
    answer: scenarioFile,
  },
  'GET /timeline': {
    summary: 'How far its timeline has come, and which of its expectations do not hold by now',
    answer: control.timelineState,
  },
  'GET /sockets': { summary: 'The sockets of people, with their rooms', answer: control.socketList },
  'DELETE /sockets/:socket': { summary: 'Breaks the connection of a socket: alice#1, encoded' },
} as const satisfies Readonly<Record<string, ControlRoute>>

/** What can be asked of the process as a whole. */
export const processRoutes = {
  'GET /openapi.json': { summary: 'This API as OpenAPI 3.1', answer: ['application/json'] },
  'GET /scenarios': { summary: 'The scenarios that come with the gateway', answer: control.scenarioList },
  'POST /reset': {
    summary:
      'Starts the scenario again from its seed, at the same address; 409 where a data directory keeps what is there',
    answer: control.simulatorState,
  },
  'POST /scenario': {
    summary: 'Starts another scenario at the same address; 409 as for a reset',
    body: control.scenarioBody,
    answer: control.simulatorState,
  },
  'POST /snapshots/:snapshot/restore': {
    summary: 'Goes on where a snapshot ends, at the same address; 409 as for a reset, 422 where it cannot be read',
    answer: control.simulatorState,
  },
  'GET /tenants': { summary: 'The tenants there are', answer: control.tenantList },
  'POST /tenants': {
    summary: 'Starts a gateway of its own, on a port of its own, for as long as its lease is renewed',
    body: control.tenantBody,
    bodyLimitBytes: 16_777_216,
    status: 201,
    answer: control.tenantState,
  },
  'POST /tenants/:tenant/lease': { summary: 'Renews the lease of a tenant' },
  'DELETE /tenants/:tenant': { summary: 'Ends a tenant' },
  'POST /codes': { summary: 'A one-time code that opens the inspector', status: 201, answer: control.codeAnswer },
  'POST /session': {
    summary: 'Exchanges a one-time code for a token',
    access: 'open',
    body: control.sessionBody,
    answer: control.sessionAnswer,
  },
} as const satisfies Readonly<Record<string, ControlRoute>>
