import { slug } from '../lib/slug.ts'
import { DEMO_LOCATIONS, type DemoLocation } from './data/demo-locations.ts'
import { DEMO_NEWS, type NewsPicture } from './data/demo-news.ts'
import type { News, Scene, Shape, Variant } from './scene.ts'
import { ANIMALS } from './scenes/animals.ts'
import { CHART } from './scenes/chart.ts'
import { CITY } from './scenes/city.ts'
import { LANDSCAPE } from './scenes/landscape.ts'
import { PATTERN } from './scenes/pattern.ts'
import { PEOPLE } from './scenes/people.ts'
import { SEA } from './scenes/sea.ts'
import { SPORT } from './scenes/sport.ts'
import { STILL_LIFE } from './scenes/still-life.ts'
import { inEnglish, inLanguage, OTHER_LANGUAGES, type OtherLanguage } from './wording.ts'

/** The file formats of demo pictures. */
export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'tiff'

/** One picture of the demo library: how it is drawn, and the metadata of its file. */
export type DemoPicture = {
  readonly file: string
  readonly format: PictureFormat
  readonly width: number
  readonly height: number
  /** Seed of the random numbers in its drawing. */
  readonly seed: number
  readonly draw: Variant['draw']
  /** In English. */
  readonly title: string
  readonly caption: string
  /** The same in the other languages of the vocabulary. */
  readonly texts: Readonly<Record<OtherLanguage, { title: string; caption: string }>>
  readonly keywords: readonly string[]
  readonly artist: string
  readonly collection: string
  readonly place: DemoLocation | null
  /** A day, ISO 8601. */
  readonly created: string
  readonly drawn: boolean
  readonly rating: number
  readonly jobId: string
  /** Null for creative pictures. */
  readonly news: News | null
}

const SCENES = [LANDSCAPE, SEA, CITY, STILL_LIFE, PATTERN, CHART, SPORT, PEOPLE, ANIMALS]
const RATIOS: Record<Shape, number> = { wide: 3 / 2, tall: 2 / 3, square: 1, panorama: 5 / 2, tower: 2 / 5 }
const EXTENSIONS: Record<PictureFormat, string> = { jpeg: 'jpg', png: 'png', webp: 'webp', tiff: 'tif' }
const FIRST_DAY = Date.UTC(2021, 0, 9)
const DAY_MS = 86_400_000
const NEWS_SIDE = 1200

/** The creative pictures. The scenes take turns, so that the first page of a search shows something of each. */
const CREATIVE: readonly DemoPicture[] = takeTurns(SCENES).map(([scene, variant], index) =>
  toPicture(scene, variant, index),
)

/**
 * The demo library in the order of its file names, which is the order of its asset ids. News pictures come last, so that
 * the ids of the others do not depend on them.
 */
export const DEMO_PICTURES: readonly DemoPicture[] = [
  ...CREATIVE,
  ...DEMO_NEWS.map((picture, index) => toNewsPicture(picture, CREATIVE.length + index)),
]

function takeTurns(scenes: readonly Scene[]): [Scene, Variant][] {
  const most = Math.max(...scenes.map(({ variants }) => variants.length))
  return Array.from({ length: most }, (_, round) => round).flatMap((round) =>
    scenes.flatMap((scene): [Scene, Variant][] =>
      scene.variants[round] ? [[scene, scene.variants[round]]] : [],
    ),
  )
}

function toPicture(scene: Scene, variant: Variant, index: number): DemoPicture {
  const number = index + 1
  const format = formatOf(scene, number)
  const longest = longestSide(number)
  const ratio = RATIOS[variant.shape]
  return {
    file: `${String(number).padStart(3, '0')}-${slug(inEnglish(variant.title))}.${EXTENSIONS[format]}`,
    format,
    width: Math.round(ratio >= 1 ? longest : longest * ratio),
    height: Math.round(ratio >= 1 ? longest / ratio : longest),
    seed: number * 7919,
    draw: variant.draw,
    ...textsOf(variant),
    keywords: [...new Set([...variant.keywords, ...scene.keywords])],
    artist: scene.artist,
    collection: scene.collection,
    place: variant.place === undefined ? null : DEMO_LOCATIONS[variant.place % DEMO_LOCATIONS.length]!,
    created: new Date(FIRST_DAY + number * 15 * DAY_MS).toISOString().slice(0, 10),
    drawn: scene.drawn,
    rating: number % 5 === 0 ? 5 : number % 3 === 0 ? 4 : 2,
    jobId: `${scene.name}-${Math.ceil((index + 1) / 40)}`,
    news: null,
  }
}

function toNewsPicture(
  { artist, collection, place, news, ...variant }: NewsPicture,
  index: number,
): DemoPicture {
  const number = index + 1
  const [longest, ratio] = [NEWS_SIDE, RATIOS[variant.shape]]
  return {
    file: `${String(number).padStart(3, '0')}-${slug(inEnglish(variant.title))}.jpg`,
    format: 'jpeg',
    width: Math.round(ratio >= 1 ? longest : longest * ratio),
    height: Math.round(ratio >= 1 ? longest / ratio : longest),
    seed: number * 7919,
    draw: variant.draw,
    ...textsOf(variant),
    keywords: variant.keywords,
    artist,
    collection,
    place,
    created: news.created,
    drawn: false,
    rating: index % 3 === 0 ? 5 : 4,
    jobId: news.event,
    news,
  }
}

function textsOf({ title, caption }: Pick<Variant, 'title' | 'caption'>) {
  const texts = OTHER_LANGUAGES.map((language) => {
    const texts = { title: inLanguage(language, title), caption: inLanguage(language, caption) }
    return [language, texts] as const
  })
  return {
    title: inEnglish(title),
    caption: inEnglish(caption),
    texts: Object.fromEntries(texts) as DemoPicture['texts'],
  }
}

function formatOf({ drawn }: Scene, number: number): PictureFormat {
  if (number % 29 === 0) return 'tiff'
  if (number % 19 === 0) return 'webp'
  return drawn && number % 7 === 0 ? 'png' : 'jpeg'
}

/** Most have a size that suits a web page; a few are small, and one has 24 megapixels. */
function longestSide(number: number): number {
  if (number === 1) return 6000
  if (number % 23 === 0) return 600
  return number % 11 === 0 ? 2000 : 1320
}
