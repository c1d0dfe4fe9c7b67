import { deleteExpiredTokens } from '../access/expired-tokens.ts'
import type { KeyRing } from '../access/key-ring.ts'
import type { RequestCounts } from '../access/request-counts.ts'
import { readFollowedState } from '../catalogue/changes.ts'
import { logDownloads } from '../catalogue/popularity.ts'
import type { TextLanguages } from '../catalogue/text-languages.ts'
import { nextTurnAfter } from '../catalogue/visibility.ts'
import type { Library } from '../compose.ts'
import type { Db } from '../db/database.ts'
import { lookingMs } from '../db/looking.ts'
import { onRevisionRaised } from '../db/revisions.ts'
import type { RevisionName } from '../db/tables/changes.ts'
import type { AnswerMemory } from '../http/answer-memory.ts'
import type { Certificate } from '../http/tls/certificate.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/log.ts'
import { repeatWhenAsked } from '../lib/repeat-every.ts'
import { shareRuns } from '../lib/share-runs.ts'
import type { RightsBook } from '../rights/rights-book.ts'
import { removeOldUploads } from '../uploads/remove-unused.ts'

/** How often changes of keys and catalogue by other processes are looked for. */
export const FOLLOW_MS = 250
/** How often expired tokens are looked for, and downloads are counted. */
const CLEAN_UP_MS = 60_000

/** What a thread that answers requests keeps of the records. */
type Kept = {
  readonly keys: KeyRing
  readonly requestCounts: RequestCounts
  readonly rightsBook: RightsBook
  readonly answers: AnswerMemory
  readonly textLanguages: TextLanguages
}

type Follower = {
  /** Called again and again, and when the revision was raised. */
  readonly work: () => Promise<void>
  /** Raised by this thread when it makes such a change itself, which is then applied at once. */
  readonly revision?: RevisionName
}

/**
 * Repeatedly applies what this or another thread or process has changed to what a thread keeps of the records. Returns a
 * function that stops that.
 */
export function followRecords(
  library: Pick<Library, 'db' | 'index' | 'now'>,
  { logger, ...kept }: Kept & { readonly logger: Logger },
): () => Promise<void> {
  const stop = follow({ db: library.db, everyMs: FOLLOW_MS }, followersOf(library, kept), logger)
  return async () => {
    await stop()
    // A server stops, though its records cannot be reached.
    const unsaved = (error: unknown) =>
      logger.error({ err: error }, 'the last use of keys could not be saved')
    await kept.keys.flush().catch(unsaved)
    await kept.requestCounts.flush().catch(unsaved)
  }
}

/**
 * Repeatedly does what one thread of a server does for all: it reloads the certificate, and deletes what has expired.
 * Returns a function that stops that.
 */
export function followServer(
  { db, uploads, now }: Pick<Library, 'db' | 'uploads' | 'now'>,
  {
    certificate,
    onCertificate,
    logger,
  }: {
    readonly certificate: Certificate
    readonly onCertificate: () => void
    readonly logger: Logger
  },
): () => Promise<void> {
  const followers = {
    'expired tokens': { work: inSteps(now, () => deleteExpiredTokens(db, now())) },
    'popularity of downloads': { work: inSteps(now, () => logDownloads(db, now())) },
    'old uploads': { work: inSteps(now, () => removeOldUploads({ db, uploads }, now())) },
    certificate: {
      async work() {
        if (await certificate.refresh()) onCertificate()
      },
    },
  }
  return follow({ db, everyMs: lookingMs(db) }, followers, logger)
}

/**
 * Starts followers. They are independent: one that fails or is slow does not delay the others, so a revoked key is refused
 * whatever happens to the index. They look at the same time, so that they can share what they read. Returns a function that
 * stops them.
 */
function follow(
  { db, everyMs }: { readonly db: Db; readonly everyMs: number },
  followers: Readonly<Record<string, Follower>>,
  logger: Logger,
): () => Promise<void> {
  const failed = (what: string) => (error: unknown) =>
    logger.error({ err: error, what }, 'following a change failed')
  const loops = Object.entries(followers).map(([what, { work, revision }]) => {
    const { runNow, stop } = repeatWhenAsked(work, failed(what))
    const stopWatching = revision === undefined ? () => {} : onRevisionRaised(db, revision, runNow)
    return { runNow, stop, stopWatching }
  })
  const looking = setInterval(() => {
    for (const { runNow } of loops) void runNow()
  }, everyMs)
  return async () => {
    clearInterval(looking)
    for (const { stopWatching } of loops) stopWatching()
    await Promise.all(loops.map(({ stop }) => stop()))
  }
}

function followersOf(
  { db, index, now }: Pick<Library, 'db' | 'index' | 'now'>,
  { keys, requestCounts, rightsBook, answers, textLanguages }: Kept,
): Readonly<Record<string, Follower>> {
  const state = shareRuns(() => readFollowedState(db))
  const revision = async (name: RevisionName) => (await state()).revisionOf(name)
  const records = async () => (await state()).records
  return {
    keys: {
      revision: 'keys',
      work: whenChanged(
        () => revision('keys'),
        () => keys.reload(),
      ),
    },
    rights: {
      revision: 'rights',
      work: whenChanged(
        () => revision('rights'),
        () => rightsBook.reload(),
      ),
    },
    'languages of texts': {
      revision: 'records',
      work: whenChanged(records, () => textLanguages.reload()),
    },
    answers: {
      revision: 'records',
      work: whenChanged(
        // NOTE: the index is updated after the records, by its thread or another process, and an answer may be made
        // in between. A broken index must not keep answers from following the records.
        async () => `${await records()} ${await index.position().catch(() => '')}`,
        async () => answers.forget(),
      ),
    },
    'what else answers show': {
      revision: 'answers',
      work: whenChanged(
        () => revision('answers'),
        async () => answers.forget(),
      ),
    },
    'embargoes and expiries': { work: followTurns({ db, now, records }, answers) },
    'last use of keys': { work: () => keys.flush() },
    'request counts': {
      work: inSteps(now, async () => {
        await requestCounts.flush()
        return false
      }),
    },
  }
}

/** Forgets answers when an embargo or an expiry ends. When the next one does is asked for again only if records have changed. */
function followTurns(
  { db, now, records }: { readonly db: Db; readonly now: Clock; readonly records: () => Promise<string> },
  answers: AnswerMemory,
): () => Promise<void> {
  let lastMs = now().getTime()
  let seen: string | undefined
  let nextMs: number | null = null
  return async () => {
    const nowMs = now().getTime()
    const state = await records()
    // A clock may be set back, too.
    if (state !== seen || nowMs < lastMs) nextMs = await nextTurnAfter(db, Math.min(lastMs, nowMs))
    if (nextMs !== null && nextMs <= nowMs) {
      answers.forget()
      nextMs = await nextTurnAfter(db, nowMs)
    }
    seen = state
    lastMs = nowMs
  }
}

/**
 * Returns a function that does the work if the state has changed since the last call. The state is read before the work,
 * so that a change in between is noticed at the next call.
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

/** Returns a function that takes one step at each call as long as there is more to do, and then pauses. */
function inSteps(now: Clock, step: () => Promise<boolean>): () => Promise<void> {
  let pausedMs = Number.NEGATIVE_INFINITY
  return async () => {
    const nowMs = now().getTime()
    if (Math.abs(nowMs - pausedMs) < CLEAN_UP_MS) return
    if (!(await step())) pausedMs = nowMs
  }
}
