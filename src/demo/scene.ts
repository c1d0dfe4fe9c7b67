import type { DemoEventName } from './data/demo-events.ts'
import type { Canvas } from './paint.ts'
import type { Wording } from './wording.ts'

/** The shapes of demo pictures, as the longest side and the ratio of width to height make them. */
export type Shape = 'wide' | 'tall' | 'square' | 'panorama' | 'tower'

/** One picture of a scene: how it is drawn, and what is said of it beyond what its scene says anyway. */
export type Variant = {
  readonly title: Wording
  readonly caption: Wording
  /** Beside those of the scene. */
  readonly keywords: readonly string[]
  readonly shape: Shape
  readonly place?: number
  /** Draws the picture; pure but for the chances of the canvas. */
  readonly draw: (canvas: Canvas) => string
}

/** What a picture of the news has beyond that: the event that it shows, and who is on it. */
export type News = {
  readonly event: DemoEventName
  /** Fictional, every one of them. */
  readonly people: readonly string[]
  /** A day, ISO 8601. */
  readonly created: string
}

/** A group of pictures by one artist, in one collection. */
export type Scene = {
  readonly name: string
  readonly collection: string
  readonly artist: string
  /** Illustrations say so of themselves; everything else is meant to look like a photograph. */
  readonly drawn: boolean
  readonly keywords: readonly string[]
  readonly variants: readonly Variant[]
}
