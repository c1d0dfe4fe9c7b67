import type { Film } from '../films/film.ts'
import { autumnForest, cloudsOverCity, mistOverLake, snowOnHut, wavesOnBeach } from '../films/outdoors.ts'
import { boatsInHarbour, breadFromOven, trafficAtNight } from '../films/towns.ts'
import { DEMO_LOCATIONS, type DemoLocation } from './demo-locations.ts'

/** A fictional video of the demo library; only those with a film have a file, where ffmpeg can draw it. */
export type DemoVideo = {
  readonly title: string
  readonly caption: string
  readonly keywords: readonly string[]
  readonly artist: string
  readonly place: DemoLocation | null
  readonly clipLength: string
  readonly frameRate: number
  readonly frame: readonly [width: number, height: number]
  readonly shotSpeed: string
  /** Whether it is editorial footage. */
  readonly isNews: boolean
  readonly film: Film | null
}

const ARTISTS = ['Pia Platzhalter', 'Kit Specimen', 'Nell Sample', 'Studio Beispiel']
const FRAMES = [
  [3840, 2160],
  [1920, 1080],
  [1280, 720],
  [1080, 1920],
] as const
const RATES = [25, 29.97, 50, 24]
const SPEEDS = [
  ['Real Time', 'real time'],
  ['Time Lapse', 'time lapse'],
  ['Slow Motion', 'slow motion'],
] as const
const VIEWS = ['aerial view', 'panning', 'tracking shot', 'point of view', 'low angle view'] as const

const SUBJECTS: readonly (readonly [title: string, caption: string, ...keywords: string[]])[] = [
  ['Mist above a mountain lake', 'Mist drifts over a lake at dawn.', 'mountain', 'lake', 'mist', 'nature'],
  ['Waves on a pebble beach', 'Waves roll over pebbles.', 'sea', 'wave', 'beach', 'nature'],
  ['Clouds over a city', 'Clouds pass over roofs and towers.', 'city', 'cloud', 'sky', 'architecture'],
  ['Sailing boats in the harbour', 'Boats sway at their moorings.', 'harbour', 'boat', 'sea'],
  ['Forest path in autumn', 'Leaves fall onto a path.', 'forest', 'autumn', 'tree', 'nature'],
  ['Night traffic on a bridge', 'Lights of cars cross a bridge.', 'city', 'night', 'bridge', 'light'],
  ['Bread from the oven', 'Loaves are taken from an oven.', 'bread', 'food', 'kitchen'],
  ['Snow on a mountain hut', 'Snow falls on a wooden hut.', 'snow', 'winter', 'mountain'],
]
/** The films of the first takes of these subjects. */
const FILMS: readonly Film[] = [
  mistOverLake,
  wavesOnBeach,
  cloudsOverCity,
  boatsInHarbour,
  autumnForest,
  trafficAtNight,
  breadFromOven,
  snowOnHut,
]

const NEWS_SUBJECTS: typeof SUBJECTS = [
  ['Runners at the lakeside', 'The field passes the first bend.', 'running', 'race', 'sport', 'athlete'],
  [
    'Before the press conference',
    'Journalists take their seats.',
    'press conference',
    'journalist',
    'politics',
  ],
  ['Arrivals on the red carpet', 'Guests arrive for the awards.', 'red carpet', 'celebration', 'fashion'],
  ['Sound check on the main stage', 'Musicians test their instruments.', 'concert', 'stage', 'musician'],
]

/** Variants of each subject, so that every filter of searches for videos finds some and excludes others. */
const VARIANTS = 3

/** All videos of the demo library. */
export const DEMO_VIDEOS: readonly DemoVideo[] = [...SUBJECTS, ...NEWS_SUBJECTS].flatMap((subject, at) =>
  Array.from({ length: VARIANTS }, (_, variant) => toVideo(subject, at, variant)),
)

function toVideo(
  [title, caption, ...words]: (typeof SUBJECTS)[number],
  at: number,
  variant: number,
): DemoVideo {
  const number = at * VARIANTS + variant
  const [shotSpeed, technique] = SPEEDS[variant % SPEEDS.length]!
  const frameRate = RATES[number % RATES.length]!
  return {
    title: variant === 0 ? title : `${title}, take ${variant + 1}`,
    caption,
    keywords: [...words, technique, VIEWS[number % VIEWS.length]!],
    artist: ARTISTS[number % ARTISTS.length]!,
    place: number % 2 === 0 ? DEMO_LOCATIONS[number % DEMO_LOCATIONS.length]! : null,
    clipLength: `00:00:${String(6 + ((number * 7) % 50)).padStart(2, '0')}:${String(number % 24).padStart(2, '0')}`,
    frameRate,
    frame: FRAMES[number % FRAMES.length]!,
    shotSpeed,
    isNews: at >= SUBJECTS.length,
    film: (variant === 0 && FILMS[at]) || null,
  }
}
