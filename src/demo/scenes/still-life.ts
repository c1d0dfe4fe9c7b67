import { backdrop, type Canvas, circle, ellipse, glow, gradient, mix, path, rect, stroke } from '../paint.ts'
import type { Scene, Shape, Variant } from '../scene.ts'

type Subject = 'fruit' | 'cup' | 'flowers' | 'books' | 'bottles'

/** Colours of the wall, the table and the things on it. */
type Palette = {
  readonly wall: readonly [string, string]
  readonly table: string
  readonly things: readonly string[]
}

const PALETTES: Record<string, Palette> = {
  sand: {
    wall: ['#d8b08c', '#f2dcc2'],
    table: '#8a5a3c',
    things: ['#c8472f', '#e9a13b', '#7d8f4e', '#f4e3c1'],
  },
  teal: {
    wall: ['#1f5c5c', '#4f9a94'],
    table: '#17393b',
    things: ['#f2b134', '#ed553b', '#f6d55c', '#eef4ed'],
  },
  rose: {
    wall: ['#c76b7e', '#f2c4c4'],
    table: '#7b3044',
    things: ['#fff1e6', '#9d2235', '#f6a6a1', '#5d7052'],
  },
  blue: {
    wall: ['#26456e', '#7fa3cf'],
    table: '#142744',
    things: ['#f4c95d', '#dd7230', '#f1e9da', '#8fb8de'],
  },
  lime: {
    wall: ['#7b9e3f', '#dce8a8'],
    table: '#41561f',
    things: ['#f25f5c', '#ffe066', '#fdfcdc', '#247b5a'],
  },
  plum: {
    wall: ['#3f2349', '#8d6a9f'],
    table: '#241129',
    things: ['#dda448', '#bb342f', '#c5d86d', '#f3e9f5'],
  },
  grey: {
    wall: ['#6f6f6f', '#d7d7d7'],
    table: '#2e2e2e',
    things: ['#f5f5f5', '#9c9c9c', '#4a4a4a', '#c9c9c9'],
  },
}

function draw(canvas: Canvas, palette: Palette, subject: Subject): string {
  const { width, height, random } = canvas
  const table = height * 0.66
  const size = Math.min(width, height)
  const parts = [
    backdrop(canvas, [palette.wall[0], palette.wall[1]]),
    glow('lamp', '#fff6e0', 0.55),
    circle(width * random.between(0.2, 0.45), height * 0.25, size * 0.75, 'url(#lamp)'),
    gradient('table', [mix(palette.table, '#ffffff', 0.18), palette.table]),
    rect(0, table, width, height - table, 'url(#table)'),
    rect(0, table, width, 3, '#ffffff', 'opacity="0.25"'),
  ]
  const middle = width / 2
  const foot = table + size * 0.12
  if (subject === 'fruit') parts.push(fruit(canvas, palette, middle, foot, size * 0.4))
  if (subject === 'cup') parts.push(cup(palette, middle, foot, size * 0.3))
  if (subject === 'flowers') parts.push(flowers(canvas, palette, middle, foot, size * 0.42))
  if (subject === 'books') parts.push(books(canvas, palette, middle, foot, size * 0.5))
  if (subject === 'bottles') parts.push(bottles(canvas, palette, middle, foot, size * 0.5))
  return parts.join('')
}

const shadow = (x: number, y: number, length: number) =>
  ellipse(x + length * 0.15, y, length, length * 0.13, '#000000', 'opacity="0.28"')

/** A ball lit from the upper left. */
function ball(x: number, y: number, radius: number, colour: string): string {
  return (
    circle(x, y, radius, mix(colour, '#000000', 0.22)) +
    circle(x - radius * 0.08, y - radius * 0.08, radius * 0.88, colour) +
    ellipse(x - radius * 0.32, y - radius * 0.38, radius * 0.34, radius * 0.22, '#ffffff', 'opacity="0.4"')
  )
}

function fruit({ random }: Canvas, { things }: Palette, x: number, foot: number, size: number): string {
  const apples = Array.from({ length: 7 }, (_, index) => {
    const column = index < 4 ? index - 1.5 : index - 5
    const row = index < 4 ? 0 : 1
    const [ax, ay, radius] = [
      x + column * size * 0.36,
      foot - size * (0.52 + row * 0.3),
      size * random.between(0.18, 0.23),
    ]
    const stem = stroke(
      `M${ax} ${ay - radius * 0.8}q${radius * 0.1} ${-radius * 0.4} ${radius * 0.3} ${-radius * 0.45}`,
      '#4b3621',
      radius * 0.1,
    )
    return ball(ax, ay, radius, things[index % 3]!) + stem
  })
  const bowl = path(
    `M${x - size} ${foot - size * 0.5}H${x + size}Q${x + size * 0.8} ${foot} ${x + size * 0.35} ${foot}H${x - size * 0.35}Q${x - size * 0.8} ${foot} ${x - size} ${foot - size * 0.5}Z`,
    things[3]!,
  )
  return (
    shadow(x, foot, size * 0.9) +
    apples.join('') +
    bowl +
    path(
      `M${x - size} ${foot - size * 0.5}H${x + size}`,
      'none',
      `stroke="#ffffff" stroke-width="${size * 0.04}" opacity="0.6"`,
    )
  )
}

function cup({ things }: Palette, x: number, foot: number, size: number): string {
  const steam = [-0.25, 0.1, 0.4].map((shift) =>
    stroke(
      `M${x + size * shift} ${foot - size * 1.15}q${size * 0.15} ${-size * 0.2} 0 ${-size * 0.4}t0 ${-size * 0.4}`,
      '#ffffff',
      size * 0.035,
      'opacity="0.45"',
    ),
  )
  return (
    shadow(x, foot, size * 1.2) +
    ellipse(x, foot - size * 0.04, size * 1.15, size * 0.16, things[3]!) +
    ellipse(x, foot - size * 0.08, size * 0.8, size * 0.09, mix(things[3]!, '#000000', 0.15)) +
    path(
      `M${x + size * 0.6} ${foot - size * 0.8}q${size * 0.6} 0 ${size * 0.5} ${size * 0.35}t${-size * 0.62} ${size * 0.22}`,
      'none',
      `stroke="${things[0]}" stroke-width="${size * 0.13}"`,
    ) +
    path(
      `M${x - size * 0.68} ${foot - size}H${x + size * 0.68}Q${x + size * 0.66} ${foot - size * 0.1} ${x} ${foot - size * 0.1}Q${x - size * 0.66} ${foot - size * 0.1} ${x - size * 0.68} ${foot - size}Z`,
      things[0]!,
    ) +
    ellipse(x, foot - size, size * 0.68, size * 0.16, mix(things[0]!, '#ffffff', 0.35)) +
    ellipse(x, foot - size * 0.98, size * 0.58, size * 0.12, '#3b2116') +
    steam.join('')
  )
}

function flowers({ random }: Canvas, { things }: Palette, x: number, foot: number, size: number): string {
  const stems = Array.from({ length: 9 }, () => {
    const [fx, fy, radius] = [
      x + random.between(-0.95, 0.95) * size,
      foot - size * random.between(1.15, 2),
      size * random.between(0.14, 0.24),
    ]
    const petals = Array.from({ length: 8 }, (_, petal) => {
      const angle = (petal / 8) * Math.PI * 2
      return circle(
        fx + Math.cos(angle) * radius * 0.7,
        fy + Math.sin(angle) * radius * 0.7,
        radius * 0.5,
        random.pick(things.slice(0, 3)),
        'opacity="0.92"',
      )
    })
    const stem = stroke(
      `M${x} ${foot - size * 0.5}Q${(x + fx) / 2} ${fy + size * 0.6} ${fx} ${fy}`,
      '#4c6b3c',
      size * 0.03,
    )
    return stem + petals.join('') + circle(fx, fy, radius * 0.42, '#f7d046')
  })
  const vase = path(
    `M${x - size * 0.22} ${foot - size * 0.85}H${x + size * 0.22}Q${x + size * 0.16} ${foot - size * 0.65} ${x + size * 0.38} ${foot - size * 0.35}Q${x + size * 0.42} ${foot} ${x} ${foot}Q${x - size * 0.42} ${foot} ${x - size * 0.38} ${foot - size * 0.35}Q${x - size * 0.16} ${foot - size * 0.65} ${x - size * 0.22} ${foot - size * 0.85}Z`,
    things[3]!,
  )
  return (
    shadow(x, foot, size * 0.5) +
    stems.join('') +
    vase +
    ellipse(x - size * 0.14, foot - size * 0.32, size * 0.07, size * 0.18, '#ffffff', 'opacity="0.45"')
  )
}

function books({ random }: Canvas, { things }: Palette, x: number, foot: number, size: number): string {
  let y = foot
  const stack = Array.from({ length: 5 }, (_, index) => {
    const [w, h, shift] = [
      size * random.between(1, 1.5),
      size * random.between(0.12, 0.2),
      size * random.between(-0.08, 0.08),
    ]
    y -= h
    const colour = things[index % things.length]!
    return (
      rect(x - w / 2 + shift, y, w, h, colour) +
      rect(x - w / 2 + shift, y + h * 0.18, w * 0.94, h * 0.64, '#f7f1e3') +
      rect(x - w / 2 + shift, y, w * 0.08, h, mix(colour, '#000000', 0.25))
    )
  })
  return (
    shadow(x, foot, size * 0.8) +
    stack.join('') +
    ball(x + size * 0.1, y - size * 0.15, size * 0.15, things[0]!)
  )
}

function bottles({ random }: Canvas, { things }: Palette, x: number, foot: number, size: number): string {
  return [-1, -0.35, 0.3, 0.95]
    .map((shift, index) => {
      const [bx, w, h] = [
        x + shift * size * 0.55,
        size * random.between(0.11, 0.17),
        size * random.between(0.7, 1.25),
      ]
      const colour = things[index % things.length]!
      const body = path(
        `M${bx - w * 0.35} ${foot - h}H${bx + w * 0.35}V${foot - h * 0.72}Q${bx + w} ${foot - h * 0.62} ${bx + w} ${foot - h * 0.5}V${foot}H${bx - w}V${foot - h * 0.5}Q${bx - w} ${foot - h * 0.62} ${bx - w * 0.35} ${foot - h * 0.72}Z`,
        colour,
        'opacity="0.93"',
      )
      return (
        shadow(bx, foot, w * 1.1) +
        body +
        rect(bx - w * 0.7, foot - h * 0.46, w * 0.22, h * 0.4, '#ffffff', 'opacity="0.35"')
      )
    })
    .join('')
}

const NAMES: Record<Subject, { name: string; words: string; keywords: readonly string[] }> = {
  fruit: {
    name: 'Bowl of fruit',
    words: 'Apples and oranges in a bowl on the table',
    keywords: ['fruit', 'apple', 'food', 'bowl', 'healthy eating'],
  },
  cup: {
    name: 'Cup of coffee',
    words: 'Steam rises from a cup that has just been poured',
    keywords: ['coffee', 'cup', 'drink', 'breakfast', 'close-up'],
  },
  flowers: {
    name: 'Vase of flowers',
    words: 'A loose bunch of garden flowers',
    keywords: ['flower', 'vase', 'bouquet', 'spring'],
  },
  books: {
    name: 'Stack of books',
    words: 'Five books and nobody reading',
    keywords: ['book', 'reading', 'education', 'stack'],
  },
  bottles: {
    name: 'Four bottles',
    words: 'Four bottles of coloured glass in a row',
    keywords: ['bottle', 'glass', 'row', 'four objects'],
  },
}

const COLOURS: Record<string, string> = {
  sand: 'warm tones',
  teal: 'teal',
  rose: 'pink',
  blue: 'blue',
  lime: 'green',
  plum: 'purple',
  grey: 'black and white',
}

const PLAN: readonly (readonly [Subject, string, Shape])[] = [
  ['fruit', 'sand', 'wide'],
  ['cup', 'teal', 'tall'],
  ['flowers', 'rose', 'square'],
  ['books', 'blue', 'wide'],
  ['bottles', 'lime', 'wide'],
  ['fruit', 'plum', 'square'],
  ['cup', 'grey', 'square'],
  ['flowers', 'blue', 'tall'],
  ['books', 'sand', 'tall'],
  ['bottles', 'rose', 'panorama'],
  ['fruit', 'teal', 'tall'],
  ['cup', 'lime', 'wide'],
  ['flowers', 'plum', 'wide'],
  ['bottles', 'grey', 'tall'],
]

/** Still lifes on a table in front of a coloured wall. */
export const STILL_LIFE: Scene = {
  name: 'still-life',
  collection: 'Vitrine Studio',
  artist: 'Dara Muster',
  drawn: false,
  keywords: ['still life', 'studio shot', 'indoors', 'table', 'no people', 'copy space'],
  variants: PLAN.map(([subject, colour, shape]): Variant => {
    const { name, words, keywords } = NAMES[subject]
    return {
      title: ['{0}, {1}', name, COLOURS[colour]!],
      caption: ['{0}, {1}.', words, COLOURS[colour]!],
      keywords: [...keywords, COLOURS[colour]!],
      shape,
      draw: (canvas) => draw(canvas, PALETTES[colour]!, subject),
    }
  }),
}
