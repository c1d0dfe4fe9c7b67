import type { Segment } from './assets.ts'

/** Tables of events. */
export type EventsTables = {
  event: EventTable
  eventText: { eventId: number; language: string; name: string }
  eventSegment: { eventId: number; segment: Segment }
  eventKeyword: { eventId: number; keywordId: number; position: number }
}

/** The record of an event. */
export type EventTable = {
  id: number
  name: string
  startMs: number | null
  parentId: number | null
  heroAssetId: number | null
  type: string | null
  city: string | null
  provinceState: string | null
  countryName: string | null
  countryCode: string | null
  venue: string | null
}
