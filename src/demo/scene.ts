import type { DemoEventName } from './data/demo-events.ts'
import type { Canvas } from './paint.ts'
import type { Wording } from './wording.ts'

/** The shapes of demo pictures, which are ratios of width to height. */
export type Shape = 'wide' | 'tall' | 'square' | 'panorama' | 'tower'

/** One picture of a scene: how it is drawn, and its metadata besides that of the scene. */
export type Variant = {
  readonly title: Wording
  readonly caption: Wording
  /** Besides those of the scene. */
  readonly keywords: readonly string[]
  readonly shape: Shape
  readonly place?: number
  /** Draws the picture; pure except for the random numbers of the canvas. */
  readonly draw: (canvas: Canvas) => string
}

/** The further metadata of a news picture: the event that it shows, and the people in it. */
export type News = {
  readonly event: DemoEventName
  /** All of them fictional. */
  readonly people: readonly string[]
  /** A day, ISO 8601. */
  readonly created: string
}

/** A group of pictures by one artist, in one collection. */
export type Scene = {
  readonly name: string
  readonly collection: string
  readonly artist: string
  /** Whether the pictures are marked as illustrations; the others are meant to look like photographs. */
  readonly drawn: boolean
  readonly keywords: readonly string[]
  readonly variants: readonly Variant[]
}
