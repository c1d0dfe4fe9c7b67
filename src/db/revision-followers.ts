import type { RevisionName } from './tables/changes.ts'

/** Called after a commit that raised a revision. It must handle its own errors. */
type Follower = () => Promise<void>

/** A connection that remembers which revisions its transaction has raised, until that ends. */
export type RaisingSession = { readonly raised: Set<RevisionName> }

/** What follows the revisions of a database in this thread, and how other threads are told. */
export class RevisionFollowers {
  readonly #followers = new Map<RevisionName, Set<Follower>>()
  #tellOthers: (name: RevisionName) => Promise<void> = async () => {}

  /** Calls `follower` after commits that raised the revision. Returns a function that stops it. */
  follow(name: RevisionName, follower: Follower): () => void {
    const followers = this.#followers.get(name) ?? new Set()
    this.#followers.set(name, followers.add(follower))
    return () => void followers.delete(follower)
  }

  /** Calls `tell` as well, once for each revision that was raised. */
  tellOthers(tell: (name: RevisionName) => Promise<void>): void {
    this.#tellOthers = tell
  }

  /** Calls the followers of what a transaction has raised, and those of other threads. To be called after its commit. */
  async notifyAll({ raised }: RaisingSession): Promise<void> {
    const names = [...raised]
    raised.clear()
    await Promise.all(names.flatMap((name) => [this.notify(name), this.#tellOthers(name)]))
  }

  /** Calls the followers of a revision. */
  async notify(name: RevisionName): Promise<void> {
    await Promise.all([...(this.#followers.get(name) ?? [])].map((follower) => follower()))
  }
}
