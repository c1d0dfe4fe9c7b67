import type { SearchViewer } from '../rights/find-licensable.ts'
import type { PublicCaller } from './caller.ts'

/** Returns for whom a search of this caller is made: with an access token, for the customer. */
export const searchViewer = ({ country, rights }: PublicCaller, now: Date): SearchViewer => ({
  now,
  country,
  coverage: rights,
})
