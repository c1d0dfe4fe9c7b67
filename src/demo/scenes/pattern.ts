import { type Canvas, circle, mix, path, polygon, rect, stroke } from '../paint.ts'
import type { Scene, Shape, Variant } from '../scene.ts'

type Subject = 'tiles' | 'waves' | 'circles' | 'triangles' | 'terrazzo' | 'hexagons' | 'stripes'

const PALETTES: Record<string, readonly string[]> = {
  'blue and gold': ['#12355b', '#1f6f8b', '#f2c14e', '#f6efe0', '#d95d39'],
  'red and cream': ['#8c1c13', '#bf4342', '#e7d7c1', '#a78a7f', '#2d2a32'],
  green: ['#1b4332', '#40916c', '#95d5b2', '#d8f3dc', '#ffd166'],
  violet: ['#3c1642', '#7b2cbf', '#c77dff', '#f5e6ff', '#ff9e00'],
  turquoise: ['#003844', '#0891a5', '#7dd6d3', '#f0fff1', '#ff6b6b'],
  'black and white': ['#101010', '#454545', '#8f8f8f', '#f4f4f4', '#c9c9c9'],
  orange: ['#5f0f40', '#9a031e', '#fb8b24', '#ffd6a0', '#0f4c5c'],
  pastel: ['#cdb4db', '#ffc8dd', '#bde0fe', '#fefae0', '#a2d2ff'],
}

function draw(canvas: Canvas, colours: readonly string[], subject: Subject): string {
  const ground = rect(0, 0, canvas.width, canvas.height, colours[3]!)
  const step = Math.min(canvas.width, canvas.height) / 8
  return ground + DRAWN[subject](canvas, colours, step).join('')
}

/** Walks a grid that covers the picture. */
function grid<T>(
  { width, height }: Canvas,
  stepX: number,
  stepY: number,
  make: (x: number, y: number, column: number, row: number) => T,
): T[] {
  const made: T[] = []
  for (let row = 0, y = 0; y < height + stepY; row++, y += stepY) {
    for (let column = 0, x = 0; x < width + stepX; column++, x += stepX) made.push(make(x, y, column, row))
  }
  return made
}

const DRAWN: Record<Subject, (canvas: Canvas, colours: readonly string[], step: number) => string[]> = {
  tiles: (canvas, colours, s) =>
    grid(canvas, s, s, (x, y) => {
      const { random } = canvas
      const [a, b] = [random.pick(colours), random.pick(colours)]
      const corner = random.below(4)
      const [cx, cy] = [x + (corner % 2) * s, y + Math.floor(corner / 2) * s]
      const quarter = `<clipPath id="t${Math.round(x)}-${Math.round(y)}"><rect x="${x}" y="${y}" width="${s}" height="${s}"/></clipPath>`
      return `${rect(x, y, s + 0.5, s + 0.5, a) + quarter}<g clip-path="url(#t${Math.round(x)}-${Math.round(y)})">${circle(cx, cy, s * 0.98, b)}${circle(cx, cy, s * 0.5, a)}</g>`
    }),
  waves: (canvas, colours, s) =>
    Array.from({ length: Math.ceil(canvas.height / (s * 0.5)) + 3 }, (_, row) => {
      const y = row * s * 0.5
      const bend = Array.from(
        { length: Math.ceil(canvas.width / s) + 2 },
        (_, column) => `q${s / 2} ${column % 2 === 0 ? -s * 0.5 : s * 0.5} ${s} 0`,
      ).join('')
      return path(
        `M${-s * (row % 2) * 0.5} ${y}${bend}V${canvas.height + s}H${-s}Z`,
        colours[row % colours.length]!,
      )
    }),
  circles: (canvas, colours, s) =>
    grid(canvas, s, s, (x, y, column, row) =>
      [0.5, 0.36, 0.22, 0.1]
        .map((radius, ring) => circle(x, y, s * radius, colours[(column + row * 2 + ring) % colours.length]!))
        .join(''),
    ),
  triangles: (canvas, colours, s) =>
    grid(canvas, s, s * 0.87, (x, y, column, row) => {
      const shift = (row % 2) * s * 0.5
      const shade = () => mix(canvas.random.pick(colours), colours[(column + row) % 2]!, 0.25)
      return (
        polygon(
          [
            [x - shift, y],
            [x - shift + s, y],
            [x - shift + s / 2, y + s * 0.88],
          ],
          shade(),
        ) +
        polygon(
          [
            [x - shift + s, y],
            [x - shift + s * 1.5, y + s * 0.88],
            [x - shift + s / 2, y + s * 0.88],
          ],
          shade(),
        )
      )
    }),
  terrazzo: ({ width, height, random }, colours, s) =>
    Array.from({ length: 230 }, () => {
      const [x, y, size] = [
        random.between(0, width),
        random.between(0, height),
        s * random.between(0.08, 0.42),
      ]
      const corners = 5 + random.below(3)
      return polygon(
        Array.from({ length: corners }, (_, corner) => {
          const angle = (corner / corners) * Math.PI * 2
          const reach = size * random.between(0.55, 1)
          return [x + Math.cos(angle) * reach, y + Math.sin(angle) * reach] as const
        }),
        random.pick(colours),
      )
    }),
  hexagons: (canvas, colours, s) =>
    grid(canvas, s * 0.866, s * 0.75, (x, y, _column, row) => {
      const cx = x + (row % 2) * s * 0.433
      const at = (radius: number) =>
        Array.from(
          { length: 6 },
          (_, corner) =>
            [
              cx + Math.sin((corner / 3) * Math.PI) * radius,
              y + Math.cos((corner / 3) * Math.PI) * radius,
            ] as const,
        )
      const colour = canvas.random.pick(colours)
      return polygon(at(s * 0.49), colour) + polygon(at(s * 0.24), mix(colour, '#ffffff', 0.35))
    }),
  stripes: ({ width, height, random }, colours, s) => {
    const made: string[] = []
    for (let x = -height; x < width + height; ) {
      const w = s * random.between(0.12, 0.8)
      made.push(stroke(`M${x} ${height + s}L${x + height} ${-s}`, random.pick(colours), w))
      x += w * 1.1
    }
    return made
  },
}

const NAMES: Record<Subject, { name: string; words: string }> = {
  tiles: { name: 'Quarter-circle tiles', words: 'Tiles of quarter circles, turned by chance' },
  waves: { name: 'Rolling waves pattern', words: 'Waves of colour, one behind the other' },
  circles: { name: 'Rings in a grid', words: 'Rings within rings on a regular grid' },
  triangles: { name: 'Mosaic of triangles', words: 'A mosaic of triangles in related colours' },
  terrazzo: { name: 'Terrazzo chips', words: 'Stone chips scattered as in a terrazzo floor' },
  hexagons: { name: 'Honeycomb of hexagons', words: 'A honeycomb in which no neighbour matches' },
  stripes: { name: 'Diagonal stripes', words: 'Stripes of all widths run from corner to corner' },
}

const PLAN: readonly (readonly [Subject, string, Shape])[] = [
  ['tiles', 'blue and gold', 'square'],
  ['waves', 'turquoise', 'wide'],
  ['circles', 'orange', 'square'],
  ['triangles', 'violet', 'wide'],
  ['terrazzo', 'pastel', 'tall'],
  ['hexagons', 'green', 'wide'],
  ['stripes', 'red and cream', 'tall'],
  ['tiles', 'black and white', 'wide'],
  ['waves', 'pastel', 'tower'],
  ['circles', 'violet', 'panorama'],
  ['triangles', 'turquoise', 'square'],
  ['terrazzo', 'red and cream', 'wide'],
  ['hexagons', 'orange', 'tall'],
  ['stripes', 'black and white', 'square'],
]

/** Abstract patterns in various colours. */
export const PATTERN: Scene = {
  name: 'pattern',
  collection: 'Vitrine Line',
  artist: 'Eno Placeholder',
  drawn: true,
  keywords: ['pattern', 'abstract', 'backgrounds', 'geometric shape', 'full frame', 'design', 'no people'],
  variants: PLAN.map(
    ([subject, colour, shape]): Variant => ({
      title: ['{0} in {1}', NAMES[subject].name, colour],
      caption: ['{0}, in {1}.', NAMES[subject].words, colour],
      keywords: [subject, colour, 'vivid'],
      shape,
      draw: (canvas) => draw(canvas, PALETTES[colour]!, subject),
    }),
  ),
}
