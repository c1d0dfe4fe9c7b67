import type { KeyRing } from './access/key-ring.ts'
import { lastPosition } from './catalogue/changes.ts'
import type { TextLanguages } from './catalogue/text-languages.ts'
import { visibilityChangedBetween } from './catalogue/visibility.ts'
import type { Library } from './compose.ts'
import type { Db } from './db/database.ts'
import { onRevisionRaised, revisionOf } from './db/revisions.ts'
import type { RevisionName } from './db/tables/changes.ts'
import { followIndex } from './follow-index.ts'
import type { AnswerMemory } from './http/answer-memory.ts'
import type { Listening } from './http/listen.ts'
import type { Certificate } from './http/tls/certificate.ts'
import type { Logger } from './lib/log.ts'
import { repeatEvery } from './lib/repeat-every.ts'

/** How soon a change that another process made is in force here: of keys, of the catalogue, of the certificate. */
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

type Follower = {
  readonly work: () => Promise<void>
  /** What this process raises when it makes a change itself, which is then followed at once. */
  readonly revision?: RevisionName
}

/**
 * Puts into force here, again and again, what this or another process changed. Each follower goes its own way: one that
 * fails or is slow holds up no other, so a revoked key is refused whatever becomes of the index. Returns how to stop.
 */
export function follow(
  library: Pick<Library, 'db' | 'index' | 'now'>,
  followed: Followed,
): () => Promise<void> {
  const { data, keys, logger } = followed
  const failed = (what: string) => (error: unknown) =>
    logger.error({ err: error, what }, 'following a change failed')
  const stops = [
    ...Object.entries(followersOf(library, followed)).map(([what, follower]) =>
      start(library.db, follower, failed(what)),
    ),
    followIndex({ data, pauseMs: FOLLOW_MS, onError: failed('index') }),
  ]
  return async () => {
    await Promise.all(stops.map((stop) => stop()))
    await keys.flush()
  }
}

function followersOf(
  { db, index, now }: Pick<Library, 'db' | 'index' | 'now'>,
  { keys, answers, textLanguages, certificate, listening }: Followed,
): Readonly<Record<string, Follower>> {
  let last = now()
  return {
    keys: {
      revision: 'keys',
      work: whenChanged(
        () => revisionOf(db, 'keys'),
        () => keys.reload(),
      ),
    },
    'languages of texts': {
      revision: 'records',
      work: whenChanged(
        () => positionOfRecords(db),
        () => textLanguages.reload(),
      ),
    },
    answers: {
      revision: 'records',
      work: whenChanged(
        // NOTE: the index moves after the records, in its thread or by another process, and an answer may come in
        // between. One that is broken must not keep answers from following the records.
        async () => `${await positionOfRecords(db)} ${await index.position().catch(() => '')}`,
        async () => answers.forget(),
      ),
    },
    'what appears and goes by the clock': {
      async work() {
        const moment = now()
        if (await visibilityChangedBetween(db, last, moment)) answers.forget()
        last = moment
      },
    },
    'last uses of keys': { work: () => keys.flush() },
    certificate: {
      async work() {
        const pair = await certificate.refresh()
        if (pair) listening.setCertificate(pair)
      },
    },
  }
}

/** Returns how to stop. */
function start(db: Db, { work, revision }: Follower, onError: (error: unknown) => void): () => Promise<void> {
  const { runNow, stop } = repeatEvery(FOLLOW_MS, work, onError)
  const stopListening = revision === undefined ? () => {} : onRevisionRaised(db, revision, runNow)
  return () => {
    stopListening()
    return stop()
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
