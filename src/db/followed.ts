import type { CommitCount } from './commit-count.ts'
import type { RevisionFollowers } from './revision-followers.ts'

/** What learns of the commits of a database. */
export type Followed = { readonly followers: RevisionFollowers; readonly commits: CommitCount }
