import type { RevisionName } from './tables/changes.ts'

/** Called after a commit that raised a revision. It must handle its own errors. */
type Follower = () => Promise<void>

/**
 * The revisions that the current write transaction of this process has raised, and the followers to notify after its
 * commit. There is only one such transaction at a time. What a rolled-back one raised stays until the next commit, when
 * the followers find nothing new.
 */
export class RaisedRevisions {
  readonly #followers = new Map<RevisionName, Set<Follower>>()
  readonly #raised = new Set<RevisionName>()
  #tellOthers: (name: RevisionName) => Promise<void> = async () => {}

  /** Calls `follower` after commits that raised the revision. Returns a function that stops it. */
  follow(name: RevisionName, follower: Follower): () => void {
    const followers = this.#followers.get(name) ?? new Set()
    this.#followers.set(name, followers.add(follower))
    return () => void followers.delete(follower)
  }

  /** Records that the transaction has raised a revision. */
  raise(name: RevisionName): void {
    this.#raised.add(name)
  }

  /** Calls `tell` as well, once for each revision that was raised. */
  tellOthers(tell: (name: RevisionName) => Promise<void>): void {
    this.#tellOthers = tell
  }

  /**
   * Calls the followers of the revisions raised so far, and those of other threads. To be called after the commit, before
   * the next transaction.
   */
  async notifyFollowers(): Promise<void> {
    const names = [...this.#raised]
    this.#raised.clear()
    await Promise.all(names.flatMap((name) => [this.notify(name), this.#tellOthers(name)]))
  }

  /** Calls the followers of a revision. */
  async notify(name: RevisionName): Promise<void> {
    await Promise.all([...(this.#followers.get(name) ?? [])].map((follower) => follower()))
  }
}
