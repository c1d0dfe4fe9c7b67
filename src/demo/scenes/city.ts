import { LIGHTS, type Light } from '../data/lights.ts'
import { backdrop, type Canvas, circle, glow, mix, path, polygon, rect } from '../paint.ts'
import type { Scene, Shape, Variant } from '../scene.ts'

type Subject = 'skyline' | 'houses' | 'facade' | 'bridge'

function draw(canvas: Canvas, light: Light, subject: Subject): string {
  const { width, height, random } = canvas
  if (subject === 'facade') return facade(canvas, light)
  const size = Math.min(width, height)
  const sunX = width * random.between(0.15, 0.85)
  const sky =
    backdrop(canvas, light.sky) +
    glow('sun', light.sun, 0.7) +
    circle(sunX, height * 0.42, size * 0.45, 'url(#sun)') +
    circle(sunX, height * 0.42, size * 0.05, light.sun)
  if (subject === 'houses') return sky + houses(canvas, light)
  return sky + skyline(canvas, light) + (subject === 'bridge' ? bridge(canvas, light) : '')
}

const isDark = ({ keyword }: Light) => keyword === 'night' || keyword === 'sunset'

function skyline(canvas: Canvas, light: Light): string {
  const { width, height, random } = canvas
  const foot = height * 0.86
  const layers = [0, 1, 2].map((layer) => {
    const colour = mix(light.far, light.near, layer / 2)
    const parts: string[] = []
    for (let x = -20; x < width; ) {
      const w = Math.min(width, height) * random.between(0.05, 0.12)
      const h = height * (random.between(0.2, 0.58) - layer * 0.06) * (random.next() < 0.12 ? 1.25 : 1)
      parts.push(
        tower(canvas, { x, y: foot - h, w, h: h + 4, colour }, layer > 0 ? windowLight(light) : null),
      )
      x += w + random.between(-4, 14)
    }
    return parts.join('')
  })
  const water = rect(0, foot, width, height - foot, mix(light.sky[1], light.near, 0.55))
  const glitter = Array.from({ length: 60 }, () =>
    rect(
      random.between(0, width),
      random.between(foot + 6, height),
      random.between(10, 60),
      2,
      isDark(light) ? '#ffd98a' : light.sky[2],
      'opacity="0.35"',
    ),
  )
  return layers.join('') + water + glitter.join('')
}

const windowLight = (light: Light) => (isDark(light) ? '#ffd98a' : mix(light.sky[2], light.far, 0.3))

type Box = { x: number; y: number; w: number; h: number; colour: string }

function tower({ random }: Canvas, { x, y, w, h, colour }: Box, lit: string | null): string {
  const parts = [rect(x, y, w, h, colour)]
  if (random.next() < 0.2) parts.push(rect(x + w * 0.47, y - h * 0.16, w * 0.06, h * 0.16, colour))
  if (random.next() < 0.25)
    parts.push(
      polygon(
        [
          [x, y],
          [x + w / 2, y - w * 0.5],
          [x + w, y],
        ],
        colour,
      ),
    )
  if (lit === null) return parts.join('')
  const columns = Math.max(2, Math.floor(w / 16))
  const rows = Math.floor(h / 22)
  for (let row = 1; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (random.next() < 0.55) continue
      parts.push(
        rect(
          x + ((column + 0.25) * w) / columns,
          y + row * 22 - 8,
          (w / columns) * 0.5,
          10,
          lit,
          `opacity="${random.between(0.35, 0.95).toFixed(2)}"`,
        ),
      )
    }
  }
  return parts.join('')
}

function bridge({ width, height }: Canvas, light: Light): string {
  const deck = height * 0.8
  const colour = mix('#b5402f', light.near, isDark(light) ? 0.5 : 0.1)
  const pylons = [0.26, 0.74].map((share) =>
    rect(width * share - 9, height * 0.34, 18, height * 0.56, colour),
  )
  const sag = (from: number, to: number, low: number) =>
    `M${width * from} ${height * 0.36}Q${width * ((from + to) / 2)} ${low} ${width * to} ${height * 0.36}`
  const cable = `${sag(0.26, 0.74, height * 1.16)}M0 ${height * 0.7}L${width * 0.26} ${height * 0.36}M${width} ${height * 0.7}L${width * 0.74} ${height * 0.36}`
  const hangers = Array.from({ length: 23 }, (_, index) => {
    const share = 0.28 + (index / 22) * 0.44
    const t = (share - 0.26) / 0.48
    const y = height * 0.36 * ((1 - t) ** 2 + t ** 2) + 2 * t * (1 - t) * height * 1.16
    return rect(width * share - 1, y, 2, deck - y, colour)
  })
  return `${rect(0, deck, width, height * 0.022, colour)}${pylons.join('')}<path d="${cable}" fill="none" stroke="${colour}" stroke-width="7"/>${hangers.join('')}`
}

const WALLS = ['#d9785b', '#e8b04a', '#6d9f9c', '#f0e2c6', '#8c5a6b', '#4f7cac', '#c9cba3', '#b5523b']

function houses(canvas: Canvas, light: Light): string {
  const { width, height, random } = canvas
  const foot = height * 0.86
  const parts: string[] = []
  for (let x = -10; x < width; ) {
    const w = Math.min(width, height) * random.between(0.17, 0.26)
    const h = height * random.between(0.32, 0.5)
    const wall = mix(random.pick(WALLS), light.near, isDark(light) ? 0.5 : 0.06)
    const roof = mix('#7a3b2e', light.near, isDark(light) ? 0.6 : 0.1)
    parts.push(
      rect(x, foot - h, w, h, wall),
      polygon(
        [
          [x - 6, foot - h],
          [x + w / 2, foot - h - w * 0.5],
          [x + w + 6, foot - h],
        ],
        roof,
      ),
    )
    const [columns, rows] = [3, Math.max(2, Math.floor(h / (w * 0.36)))]
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const lit = isDark(light) && random.next() < 0.6 ? '#ffdd91' : mix('#35506b', light.near, 0.2)
        const [wx, wy] = [x + w * (0.12 + column * 0.29), foot - h + h * 0.1 + row * (h / (rows + 0.4))]
        parts.push(
          rect(wx, wy, w * 0.18, w * 0.22, '#fbf6ea', 'opacity="0.85"'),
          rect(wx + 3, wy + 3, w * 0.18 - 6, w * 0.22 - 6, lit),
        )
      }
    }
    parts.push(rect(x + w * 0.42, foot - w * 0.28, w * 0.17, w * 0.28, mix(roof, '#000000', 0.2)))
    x += w
  }
  return `${parts.join('')}${rect(0, foot, width, height - foot, mix('#6b6a70', light.near, 0.45))}${path(`M0 ${foot + 18}H${width}`, 'none', `stroke="${light.sky[2]}" stroke-width="3" opacity="0.4"`)}`
}

function facade(canvas: Canvas, light: Light): string {
  const { width, height, random } = canvas
  const step = Math.min(width, height) / 7
  const lit = isDark(light)
  const parts = [backdrop(canvas, [mix(light.far, light.near, 0.35), mix(light.far, light.near, 0.75)])]
  for (let y = step * 0.25; y < height; y += step) {
    parts.push(rect(0, y + step * 0.78, width, step * 0.07, mix(light.near, light.far, 0.25)))
    for (let x = step * 0.2; x < width; x += step) {
      const glass =
        lit && random.next() < 0.45
          ? random.pick(['#ffd98a', '#ffe9bf', '#ffc36b'])
          : mix(light.sky[0], light.sky[2], random.between(0, 0.8))
      parts.push(
        rect(x, y, step * 0.62, step * 0.66, glass),
        rect(x + step * 0.3, y, 3, step * 0.66, light.near, 'opacity="0.6"'),
      )
      if (random.next() < 0.3)
        parts.push(rect(x, y, step * 0.62, step * random.between(0.1, 0.4), '#f3ead7', 'opacity="0.65"'))
    }
  }
  return parts.join('')
}

const NAMES: Record<Subject, { name: string; words: string; keywords: readonly string[] }> = {
  skyline: {
    name: 'City skyline',
    words: 'Towers line up along the water',
    keywords: ['skyline', 'skyscraper', 'downtown', 'river'],
  },
  houses: {
    name: 'Row of old houses',
    words: 'Narrow houses lean on one another along the street',
    keywords: ['house', 'street', 'town', 'roof', 'window'],
  },
  facade: {
    name: 'Office windows',
    words: 'A grid of windows, each with a life of its own',
    keywords: ['window', 'office', 'facade', 'full frame', 'pattern'],
  },
  bridge: {
    name: 'Suspension bridge',
    words: 'Cables carry the road across to the city',
    keywords: ['bridge', 'river', 'skyline', 'traffic'],
  },
}

const PLAN: readonly (readonly [Subject, keyof typeof LIGHTS, Shape])[] = [
  ['skyline', 'dusk', 'wide'],
  ['houses', 'day', 'wide'],
  ['facade', 'night', 'square'],
  ['bridge', 'dawn', 'wide'],
  ['skyline', 'night', 'panorama'],
  ['houses', 'winter', 'tall'],
  ['facade', 'day', 'tall'],
  ['bridge', 'mist', 'panorama'],
  ['skyline', 'grey', 'tall'],
  ['houses', 'night', 'wide'],
  ['skyline', 'day', 'wide'],
  ['bridge', 'dusk', 'wide'],
  ['facade', 'dusk', 'wide'],
  ['houses', 'autumn', 'square'],
]

/** Skylines, streets and houses at different times of day. */
export const CITY: Scene = {
  name: 'city',
  collection: 'Vitrine Metro',
  artist: 'Cleo Specimen',
  drawn: false,
  keywords: ['city', 'architecture', 'building', 'urban', 'no people'],
  variants: PLAN.map(([subject, time, shape], index): Variant => {
    const light = LIGHTS[time]
    return {
      title: ['{0} {1}', NAMES[subject].name, light.words],
      caption: ['{0}, {1}.', NAMES[subject].words, light.words],
      keywords: [...NAMES[subject].keywords, light.keyword],
      shape,
      place: index + 2,
      draw: (canvas) => draw(canvas, light, subject),
    }
  }),
}
