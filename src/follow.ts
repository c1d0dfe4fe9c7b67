import type { KeyRing } from './access/key-ring.ts'
import { lastPosition } from './catalogue/changes.ts'
import type { TextLanguages } from './catalogue/text-languages.ts'
import { visibilityChangedBetween } from './catalogue/visibility.ts'
import type { Library } from './compose.ts'
import type { Db } from './db/database.ts'
import { revisionOf } from './db/revisions.ts'
import { followIndex } from './follow-index.ts'
import type { AnswerMemory } from './http/answer-memory.ts'
import type { Listening } from './http/listen.ts'
import type { Certificate } from './http/tls/certificate.ts'
import type { Logger } from './lib/log.ts'
import { repeatEvery } from './lib/repeat-every.ts'

/** How soon a change is in force here, whichever process made it: of keys, of the catalogue, of the certificate. */
const FOLLOW_MS = 250

type Followed = {
  /** The data folder, for the index's own thread. */
  readonly data: string
  readonly keys: KeyRing
  readonly answers: AnswerMemory
  readonly textLanguages: TextLanguages
  readonly certificate: Certificate
  readonly listening: Listening
  readonly logger: Logger
}

/**
 * Puts into force here, again and again, what this or another process changed. Each follower goes its own way: one that
 * fails or is slow holds up no other, so a revoked key is refused whatever becomes of the index. Returns how to stop.
 */
export function follow(
  { db, index, now }: Pick<Library, 'db' | 'index' | 'now'>,
  { data, keys, answers, textLanguages, certificate, listening, logger }: Followed,
): () => Promise<void> {
  let last = now()
  const followers: Readonly<Record<string, () => Promise<void>>> = {
    keys: whenChanged(
      () => revisionOf(db, 'keys'),
      () => keys.reload(),
    ),
    'languages of texts': whenChanged(
      () => positionOfRecords(db),
      () => textLanguages.reload(),
    ),
    answers: whenChanged(
      // NOTE: the index moves after the records, in its thread or by another process, and an answer may come in
      // between. One that is broken must not keep answers from following the records.
      async () => `${await positionOfRecords(db)} ${await index.position().catch(() => '')}`,
      async () => answers.forget(),
    ),
    'what appears and goes by the clock': async () => {
      const moment = now()
      if (await visibilityChangedBetween(db, last, moment)) answers.forget()
      last = moment
    },
    'last uses of keys': () => keys.flush(),
    certificate: async () => {
      const pair = await certificate.refresh()
      if (pair) listening.setCertificate(pair)
    },
  }
  const failed = (what: string) => (error: unknown) =>
    logger.error({ err: error, what }, 'following a change failed')
  const stops = [
    ...Object.entries(followers).map(([what, work]) => repeatEvery(FOLLOW_MS, work, failed(what))),
    followIndex({ data, pauseMs: FOLLOW_MS, onError: failed('index') }),
  ]
  return async () => {
    await Promise.all(stops.map((stop) => stop()))
    await keys.flush()
  }
}

/** Where the records are: the end of the change log, and which log it is, for a snapshot replaces it as a whole. */
const positionOfRecords = async (db: Db): Promise<string> =>
  `${await revisionOf(db, 'records')} ${await lastPosition(db)}`

/**
 * Work that is done when a state is not the one that was seen last. The state is read before the work: what changes
 * in between is a change for the next time, never one that nobody saw.
 */
function whenChanged<State>(readState: () => Promise<State>, work: () => Promise<void>): () => Promise<void> {
  let seen: State | undefined
  return async () => {
    const state = await readState()
    if (state === seen) return
    await work()
    seen = state
  }
}
