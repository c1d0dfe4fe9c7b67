import type { Segment } from '../db/tables/assets.ts'

/** The parts of the news in the order of contract 11. */
export const SEGMENTS = ['archival', 'entertainment', 'news', 'publicity', 'royalty', 'sport'] as const

/** The number by which indexes know a segment. */
export const segmentNumber = (segment: Segment): number => SEGMENTS.indexOf(segment) + 1
