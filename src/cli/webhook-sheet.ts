import type { Endpoint } from '../webhooks/endpoints.ts'
import type { countMessages, LogEntry } from '../webhooks/log.ts'
import { type Sheet, sheetOf } from './record-commands.ts'
import { minute, moment } from './times.ts'

/** The sheet of webhooks. */
export const webhookSheet = (endpoints: readonly Endpoint[]): Sheet =>
  sheetOf(endpoints, {
    headings: ['ID', 'CUSTOMER', 'URL', 'STATE', 'TYPES'],
    toCells: (it) => [it.id, it.customerId ?? '(owner)', it.url, stateOf(it), typesOf(it).join(', ')],
    toJson,
    none: 'There are no webhooks yet. Add one with "vitrine webhooks add URL".',
  })

/** A webhook with what waits for its delivery. */
export const webhookDetails = (
  endpoint: Endpoint,
  { waiting, givenUp }: Awaited<ReturnType<typeof countMessages>>,
): Sheet => ({
  text: `${webhookSheet([endpoint]).text}Waiting: ${waiting}. Given up: ${givenUp}.\n`,
  json: [{ ...toJson(endpoint), waiting, givenUp }],
})

/** The sheet of attempts to deliver messages. */
export const attemptSheet = (attempts: readonly LogEntry[]): Sheet =>
  sheetOf(attempts, {
    headings: ['TIME', 'MESSAGE', 'TYPE', 'RESULT', 'MS', 'NEXT'],
    toCells: (it) => [
      moment(it.atMs)!,
      it.messageId,
      it.type,
      it.error ?? String(it.status),
      String(it.tookMs),
      minute(it.dueMs, '-'),
    ],
    toJson: (it) => ({
      time: moment(it.atMs),
      message: it.messageId,
      type: it.type,
      status: it.status,
      error: it.error,
      tookMs: it.tookMs,
      next: moment(it.dueMs),
    }),
    none: 'Nothing was sent to this webhook yet.',
  })

const typesOf = ({ types }: Endpoint) => JSON.parse(types) as string[]

const toJson = (it: Endpoint) => ({
  id: it.id,
  customer: it.customerId,
  url: it.url,
  types: typesOf(it),
  state: stateOf(it),
  created: moment(it.createdMs),
  failingSince: moment(it.failingSinceMs),
  disabled: moment(it.disabledMs),
  formerSecretUntil: moment(it.formerSecretUntilMs),
})

function stateOf({ disabledBecause, failingSinceMs }: Endpoint): string {
  if (disabledBecause === 'owner') return 'disabled'
  if (disabledBecause === 'gone') return 'disabled: its receiver responded with 410'
  if (disabledBecause === 'failures') return `disabled: it failed since ${minute(failingSinceMs, '-')}`
  return failingSinceMs === null ? 'enabled' : `failing since ${minute(failingSinceMs, '-')}`
}
