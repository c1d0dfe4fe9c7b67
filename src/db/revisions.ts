import type { Db } from './database.ts'
import type { RaisingSession, RevisionFollowers } from './revision-followers.ts'
import type { RevisionName } from './tables/changes.ts'

/**
 * Tells all processes that their copy is out of date: this one when the transaction is committed (`onRevisionRaised`),
 * the others when they check next. Call it in the transaction of the change, after the change.
 */
export async function raiseRevision(tx: Db, name: RevisionName): Promise<void> {
  await tx
    .insertInto('revision')
    .values({ name, value: 1 })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((eb) => ({ value: eb('revision.value', '+', 1) })),
    )
    .execute()
  await tx.getExecutor().provideConnection(async (session) => {
    const { raised } = session as Partial<RaisingSession>
    raised?.add(name)
  })
}

/** Returns a number that increases with each change, whichever process or connection made it. */
export async function revisionOf(db: Db, name: RevisionName): Promise<number> {
  const row = await db.selectFrom('revision').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value ?? 0
}

/**
 * Calls `follower` after each commit of this process that raised the revision. The promise of that transaction resolves
 * only when the follower is done, so that the change has taken effect by then. Returns a function that stops it.
 */
export function onRevisionRaised(db: Db, name: RevisionName, follower: () => Promise<void>): () => void {
  return followersOf(db)?.follow(name, follower) ?? (() => {})
}

/**
 * Calls `tell` after each commit through `db` that raised a revision, for other threads that have connections of their own.
 * The promise of that transaction resolves only when `tell` is done.
 */
export function tellOfRevisions(db: Db, tell: (name: RevisionName) => Promise<void>): void {
  followersOf(db)?.tellOthers(tell)
}

/** Calls the followers of a revision that another thread has raised. */
export async function notifyOfRevision(db: Db, name: RevisionName): Promise<void> {
  await followersOf(db)?.notify(name)
}

/** Plugins and transactions have the adapter of their database. That of a database opened by others has no followers. */
function followersOf(db: Db): RevisionFollowers | null {
  const { adapter } = db.getExecutor()
  return 'followers' in adapter ? (adapter.followers as RevisionFollowers) : null
}
