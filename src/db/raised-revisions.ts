import type { RevisionName } from './tables/changes.ts'

/** Called after a commit that raised a revision. It must handle its own errors. */
type Follower = () => Promise<void>

/**
 * The revisions that the current write transaction of this process has raised, and the followers to notify after its
 * commit. There is only one such transaction at a time.
 */
export class RaisedRevisions {
  readonly #followers = new Map<RevisionName, Set<Follower>>()
  #raised = new Set<RevisionName>()

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

  /** Discards the revisions raised by a transaction that was rolled back. */
  forget(): void {
    this.#raised.clear()
  }

  /** Returns a function that notifies the followers of the revisions raised so far. Call it after the commit. */
  take(): () => Promise<void> {
    const raised = this.#raised
    this.#raised = new Set()
    return async () => {
      const followers = [...raised].flatMap((name) => [...(this.#followers.get(name) ?? [])])
      await Promise.all(followers.map((follower) => follower()))
    }
  }
}
