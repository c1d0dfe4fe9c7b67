import type { Segment } from '../db/tables/assets.ts'

/** The editorial segments in the order of contract 11. */
export const SEGMENTS = ['archival', 'entertainment', 'news', 'publicity', 'royalty', 'sport'] as const

/** The number of a segment in indexes. */
export const segmentNumber = (segment: Segment): number => SEGMENTS.indexOf(segment) + 1
