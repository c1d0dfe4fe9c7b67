import { setTimeout as delay } from 'node:timers/promises'
import { UnreachableIndex } from '../unreachable-index.ts'
import type { Connection } from './connection.ts'

/** A document to write or to delete. What is there in a newer version stays. */
export type BulkItem = {
  /** Each one replaces an older version, but `create`, which leaves what is there. */
  readonly action: 'index' | 'create' | 'delete'
  /** An alias of the index. */
  readonly index: string
  readonly id: string
  /** Its position in the change log. */
  readonly version?: number
  readonly fields?: object
}

/** A body is sent when it is as long as this, in characters; OpenSearch has it in memory as a whole. */
const MAX_BODY = 4_000_000
/** How long an overloaded OpenSearch is given time: doubled from one pause to the next. */
const [FIRST_PAUSE_MS, LAST_PAUSE_MS] = [50, 3200]

const CONFLICT = 409
const NOT_FOUND = 404
const TOO_MANY = 429

type Answer = { readonly status: number; readonly error?: { readonly type: string; readonly reason: string } }

/**
 * Writes documents, in bodies of limited length. What an overloaded OpenSearch refuses is sent again after a pause, which
 * becomes longer; whoever writes waits for that.
 *
 * @throws UnreachableIndex when OpenSearch stays overloaded, or lacks the index.
 * @throws Error when it refuses a document.
 */
export async function writeBulk(connection: Connection, items: readonly BulkItem[]): Promise<void> {
  let body: (readonly [BulkItem, string])[] = []
  let length = 0
  for (const item of items) {
    const line = linesOf(item)
    if (length + line.length > MAX_BODY && body.length > 0) {
      await send(connection, body)
      body = []
      length = 0
    }
    body.push([item, line])
    length += line.length
  }
  if (body.length > 0) await send(connection, body)
}

async function send(connection: Connection, body: readonly (readonly [BulkItem, string])[]): Promise<void> {
  let left = body
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs *= 2) {
    const answers = await sendOnce(connection, left)
    const refused = left.filter((_, at) => answers[at]!.status === TOO_MANY)
    answers.forEach((answer, at) => {
      refuseFailed(left[at]![0], answer)
    })
    if (refused.length === 0) return
    if (pauseMs > LAST_PAUSE_MS) throw new UnreachableIndex(new Error('OpenSearch stays overloaded'))
    left = refused
    await delay(pauseMs)
  }
}

/** Returns what OpenSearch answered for each item. */
async function sendOnce(
  connection: Connection,
  body: readonly (readonly [BulkItem, string])[],
): Promise<readonly Answer[]> {
  try {
    const path = '/_bulk?require_alias=true&filter_path=items.*.status,items.*.error'
    const { items } = await connection.send('POST', path, [body.map(([, lines]) => lines).join('\n')])
    return items.map((item: object) => Object.values(item)[0])
  } catch (error) {
    const { statusCode } = ((error as Error).cause ?? {}) as { statusCode?: number }
    if (statusCode !== TOO_MANY) throw error
    return body.map(() => ({ status: TOO_MANY }))
  }
}

function refuseFailed({ action, index, id }: BulkItem, { status, error }: Answer): void {
  if (status < 300 || status === CONFLICT || status === TOO_MANY) return
  if (status === NOT_FOUND && action === 'delete' && !error) return
  const failure = new Error(`${action} ${id} in ${index}: ${status} ${error?.type}: ${error?.reason}`)
  throw status === NOT_FOUND || status >= 500 ? new UnreachableIndex(failure) : failure
}

function linesOf({ action, index, id, version, fields }: BulkItem): string {
  const versioned = version === undefined ? {} : { version, version_type: 'external_gte' }
  const head = JSON.stringify({ [action]: { _index: index, _id: id, ...versioned } })
  return fields === undefined ? head : `${head}\n${JSON.stringify(fields)}`
}
