import { LIGHTS, type Light } from '../data/lights.ts'
import { backdrop, type Canvas, circle, glow, ground, mix, polygon, rect, ridge } from '../paint.ts'
import type { Scene, Shape, Variant } from '../scene.ts'

type Ground = 'lake' | 'forest' | 'hills' | 'desert' | 'peaks'

function draw(canvas: Canvas, light: Light, kind: Ground): string {
  const { width, height, random } = canvas
  const horizon = height * (kind === 'lake' ? 0.62 : 0.7)
  const sunX = width * random.between(0.2, 0.8)
  const sunY = horizon * random.between(0.35, 0.75)
  const radius = Math.min(width, height) * 0.045
  const parts = [
    backdrop(canvas, light.sky),
    glow('sun', light.sun, 0.75),
    circle(sunX, sunY, radius * 7, 'url(#sun)'),
    circle(sunX, sunY, radius, light.sun),
    ...(light.keyword === 'night' ? stars(canvas, horizon) : []),
  ]
  const layers = 5
  for (let layer = 0; layer < layers; layer++) {
    const depth = layer / (layers - 1)
    const y = horizon - height * 0.16 * (1 - depth) + height * 0.05 * depth
    const rise =
      height *
      (kind === 'peaks' || kind === 'lake' ? 0.24 * (1 - depth) + 0.04 : kind === 'desert' ? 0.07 : 0.1)
    const line = ridge(canvas, { y, rise, roughness: kind === 'desert' ? 0.32 : 0.52 - depth * 0.14 })
    parts.push(
      ground(canvas, line, mix(light.far, light.near, depth * 0.85), kind !== 'peaks' && kind !== 'lake'),
    )
    if (kind === 'forest' && layer > 1)
      parts.push(...trees(canvas, line, mix(light.far, light.near, depth), height * (0.06 + depth * 0.09)))
  }
  if (kind === 'lake') parts.push(lake(canvas, light, horizon, sunX))
  if (kind === 'lake' || kind === 'hills') parts.push(...shore(canvas, light))
  return parts.join('')
}

function stars({ width, random }: Canvas, below: number): string[] {
  return Array.from({ length: 90 }, () =>
    circle(
      random.between(0, width),
      random.between(0, below),
      random.between(0.6, 2),
      '#ffffff',
      `opacity="${random.between(0.3, 0.95).toFixed(2)}"`,
    ),
  )
}

function trees(
  { random }: Canvas,
  line: readonly (readonly [number, number])[],
  colour: string,
  size: number,
): string[] {
  return line.flatMap(([x, y]) => {
    if (random.next() < 0.25) return []
    return [
      conifer(
        x + random.between(-8, 8),
        y + size * 0.25,
        size * random.between(0.6, 1.2),
        mix(colour, '#000000', random.between(0, 0.15)),
      ),
    ]
  })
}

function conifer(x: number, foot: number, size: number, colour: string): string {
  const tier = (top: number, bottom: number, half: number) =>
    polygon(
      [
        [x, foot - size * top],
        [x + size * half, foot - size * bottom],
        [x - size * half, foot - size * bottom],
      ],
      colour,
    )
  return (
    tier(1.6, 0.9, 0.2) +
    tier(1.25, 0.5, 0.3) +
    tier(0.9, 0.1, 0.4) +
    rect(x - size * 0.04, foot - size * 0.12, size * 0.08, size * 0.2, colour)
  )
}

function lake({ width, height, random }: Canvas, light: Light, top: number, sunX: number): string {
  const water = mix(light.sky[1], light.near, 0.35)
  const ripples = Array.from({ length: 70 }, () => {
    const y = random.between(top + 4, height)
    const share = (y - top) / (height - top)
    const near = random.next() < 0.45
    const x = near ? sunX + random.between(-1, 1) * width * (0.05 + share * 0.12) : random.between(0, width)
    const length = width * random.between(0.02, 0.09) * (0.4 + share)
    return rect(
      x - length / 2,
      y,
      length,
      1 + share * 3,
      near ? light.sun : light.sky[2],
      `opacity="${random.between(0.12, 0.4).toFixed(2)}"`,
    )
  })
  return (
    rect(0, top, width, height - top, water) +
    rect(0, top, width, 3, light.sky[2], 'opacity="0.5"') +
    ripples.join('')
  )
}

function shore(canvas: Canvas, light: Light): string[] {
  const { width, height, random } = canvas
  const line = ridge(canvas, { y: height * 0.97, rise: height * 0.04, roughness: 0.5 })
  const side = random.next() < 0.5 ? 0 : width
  const firs = Array.from({ length: 7 }, () => {
    const x = side + (side === 0 ? 1 : -1) * random.between(0, width * 0.26)
    return conifer(x, height * 0.97, height * random.between(0.12, 0.3), light.near)
  })
  return [...firs, ground(canvas, line, light.near, true)]
}

const NAMES: Record<Ground, { name: string; words: string; keywords: readonly string[] }> = {
  lake: {
    name: 'Mountain lake',
    words: 'Still water mirrors the last light below the ridges',
    keywords: ['lake', 'mountain', 'water', 'reflection', 'tree'],
  },
  forest: {
    name: 'Forest on the slopes',
    words: 'Firs stand in rows where one ridge hides the next',
    keywords: ['forest', 'tree', 'mountain', 'hill'],
  },
  hills: {
    name: 'Rolling hills',
    words: 'Soft hills run out to a pale horizon',
    keywords: ['hill', 'meadow', 'tree', 'countryside'],
  },
  desert: {
    name: 'Desert dunes',
    words: 'Wind has drawn its lines into the sand',
    keywords: ['desert', 'sand', 'dune', 'dry'],
  },
  peaks: {
    name: 'Mountain range',
    words: 'Peak behind peak, each paler than the one before it',
    keywords: ['mountain', 'peak', 'rock', 'alps'],
  },
}

const PLAN: readonly (readonly [Ground, keyof typeof LIGHTS, Shape])[] = [
  ['lake', 'dawn', 'wide'],
  ['peaks', 'day', 'wide'],
  ['forest', 'mist', 'wide'],
  ['hills', 'noon', 'wide'],
  ['desert', 'dusk', 'wide'],
  ['lake', 'night', 'tall'],
  ['peaks', 'winter', 'tall'],
  ['forest', 'autumn', 'square'],
  ['lake', 'day', 'panorama'],
  ['peaks', 'dusk', 'panorama'],
  ['hills', 'autumn', 'wide'],
  ['forest', 'night', 'tall'],
  ['desert', 'noon', 'panorama'],
  ['lake', 'grey', 'wide'],
  ['peaks', 'storm', 'wide'],
  ['lake', 'autumn', 'square'],
  ['hills', 'dawn', 'wide'],
  ['forest', 'winter', 'tower'],
]

/** Mountains, lakes, hills and forests in different seasons and light. */
export const LANDSCAPE: Scene = {
  name: 'landscape',
  collection: 'Vitrine Nature',
  artist: 'Ada Example',
  drawn: false,
  keywords: ['landscape', 'nature', 'outdoors', 'no people', 'scenics', 'horizon'],
  variants: PLAN.map(([kind, time, shape], index): Variant => {
    const light = LIGHTS[time]
    return {
      title: ['{0} {1}', NAMES[kind].name, light.words],
      caption: ['{0}, {1}.', NAMES[kind].words, light.words],
      keywords: [...NAMES[kind].keywords, light.keyword],
      shape,
      place: index,
      draw: (canvas) => draw(canvas, light, kind),
    }
  }),
}
