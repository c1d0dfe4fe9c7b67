import type { RevisionName } from './tables/changes.ts'

/** Called when a revision was raised; it reports its own failures. */
type Follower = () => Promise<void>

/**
 * Which revisions the write transaction of this process has raised, and who is told once it is committed. There is one
 * such transaction at a time.
 */
export class RaisedRevisions {
  readonly #followers = new Map<RevisionName, Set<Follower>>()
  #raised = new Set<RevisionName>()

  /** Returns how to stop following. */
  follow(name: RevisionName, follower: Follower): () => void {
    const followers = this.#followers.get(name) ?? new Set()
    this.#followers.set(name, followers.add(follower))
    return () => void followers.delete(follower)
  }

  /** Notes that the transaction has raised a revision. */
  raise(name: RevisionName): void {
    this.#raised.add(name)
  }

  /** Forgets what a transaction raised that did not come to its end. */
  forget(): void {
    this.#raised.clear()
  }

  /** Returns how to tell the followers of what the transaction raised, which is to be done once it is committed. */
  take(): () => Promise<void> {
    const raised = this.#raised
    this.#raised = new Set()
    return async () => {
      const followers = [...raised].flatMap((name) => [...(this.#followers.get(name) ?? [])])
      await Promise.all(followers.map((follower) => follower()))
    }
  }
}
