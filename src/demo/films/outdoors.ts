import {
  backdrop,
  type Canvas,
  circle,
  curve,
  ellipse,
  gradient,
  ground,
  mix,
  polygon,
  rect,
  ridge,
  stroke,
} from '../paint.ts'
import { type Film, falling, passing, still } from './film.ts'

const SOFT =
  '<filter id="soft" x="-60%" y="-150%" width="220%" height="400%"><feGaussianBlur stdDeviation="14"/></filter>'

const times = (count: number, draw: (index: number) => string) =>
  Array.from({ length: count }, (_, at) => draw(at)).join('')

const puffs = (
  { width, height, random }: Canvas,
  [top, bottom]: readonly [number, number],
  opacity: number,
) =>
  SOFT +
  times(7, () =>
    ellipse(
      random.between(width * 0.12, width * 0.88),
      random.between(height * top, height * bottom),
      width * random.between(0.06, 0.11),
      height * random.between(0.025, 0.06),
      '#ffffff',
      `opacity="${opacity}" filter="url(#soft)"`,
    ),
  )

/** Mist drifts over a lake between mountains. */
export const mistOverLake: Film = {
  background: (canvas) => {
    const { width, height } = canvas
    const ridges = [0.46, 0.52, 0.58].map((y, at) =>
      ground(
        canvas,
        ridge(canvas, { y: height * y, rise: height * (0.26 - at * 0.07), roughness: 0.55 }),
        mix('#7f97a8', '#2f4a45', at / 2),
      ),
    )
    const lake = gradient('lake', ['#9db4bf', '#4f6f7c'])
    return `${backdrop(canvas, ['#f3cfa5', '#f2e3cf', '#b9cdd8'])}${ridges.join('')}${lake}${rect(0, height * 0.64, width, height * 0.36, 'url(#lake)')}`
  },
  layers: (canvas) => [
    passing(canvas, puffs(canvas, [0.52, 0.66], 0.75), 26),
    passing(canvas, puffs(canvas, [0.6, 0.76], 0.6), -17),
  ],
}

/** Waves roll over pebbles; the picture is upright. */
export const wavesOnBeach: Film = {
  background: (canvas) => {
    const { width, height, random } = canvas
    const pebbles = times(420, () =>
      ellipse(
        random.between(0, width),
        random.between(height * 0.55, height),
        random.between(5, 15),
        random.between(4, 10),
        mix('#8f877c', '#d9d2c6', random.next()),
        'stroke="#5c564e" stroke-opacity="0.35"',
      ),
    )
    return `${backdrop(canvas, ['#8fc3dc', '#4f9bb9', '#2b7f9b'])}${rect(0, height * 0.55, width, height * 0.45, '#a79f92')}${pebbles}`
  },
  layers: ({ width, height, random }) =>
    [0, 1, 2].map((at) => {
      const [wide, high] = [width * 1.4, height * 0.5]
      const crest = Array.from(
        { length: 9 },
        (_, step) => [(step * wide) / 8, 14 + random.between(-9, 9)] as const,
      )
      const water = `${curve(crest)}L${wide} ${high}L0 ${high}Z`
      const edge = high - 30
      const foam = Array.from(
        { length: 15 },
        (_, step) => [(step * wide) / 14, edge + random.between(-8, 8)] as const,
      )
      return {
        width: wide,
        height: high,
        svg: `<path d="${water}" fill="${['#2f86a3', '#3d97b1', '#57abc0'][at]}" opacity="${0.95 - at * 0.2}"/>${stroke(curve(foam), '#ffffff', 9, 'opacity="0.85"')}${stroke(curve(crest), '#d8f0f5', 3, 'opacity="0.7"')}`,
        x: `-${width * 0.2}+${14 + at * 6}*sin(t*${1.1 - at * 0.2})`,
        y: `${height * (0.04 + at * 0.06)}+${height * 0.05}*sin(t*1.05-${at * 0.7})`,
      }
    }),
}

/** Clouds pass over roofs and towers. */
export const cloudsOverCity: Film = {
  background: (canvas) => backdrop(canvas, ['#5d9bd3', '#a8cdea', '#f4ead7']),
  layers: (canvas) => {
    const { width, height, random } = canvas
    const houses = times(17, (at) => {
      const [left, wide] = [(at * width) / 17, width / 17 + 2]
      const top = height * random.between(0.42, 0.72)
      const wall = mix('#54606e', '#a88f7c', random.next())
      const windows = times(8, (row) =>
        times(3, (column) =>
          rect(
            left + 5 + (column * (wide - 8)) / 3,
            top + 10 + row * 20,
            wide / 5,
            10,
            random.next() > 0.3 ? '#e9dfc2' : '#3d4650',
          ),
        ),
      )
      return rect(left, top, wide, height - top, wall) + windows
    })
    return [
      passing(canvas, puffs(canvas, [0.08, 0.3], 0.95), 34),
      passing(canvas, puffs(canvas, [0.2, 0.42], 0.8), 20),
      still(canvas, houses),
    ]
  },
}

/** Leaves fall onto a path through a forest. */
export const autumnForest: Film = {
  background: (canvas) => {
    const { width, height, random } = canvas
    const trunks = times(26, (at) => {
      const near = at / 26
      const wide = 8 + near * 30
      const x = random.between(0, 1)
      const left = (x < 0.5 ? x * 0.84 : 0.16 + x * 0.84) * width
      const foot = height * (0.55 + near * 0.4)
      return (
        rect(left, 0, wide, foot, mix('#a98a5f', '#3f2d22', near)) +
        ellipse(left, near * 40, wide * 3, 46, mix('#e0a03a', '#b0481f', random.next()), 'opacity="0.8"')
      )
    })
    const way = polygon(
      [
        [width * 0.47, height * 0.55],
        [width * 0.53, height * 0.55],
        [width * 0.74, height],
        [width * 0.26, height],
      ],
      '#cfae7c',
    )
    return `${backdrop(canvas, ['#f2d79a', '#e9b765', '#a5642f'])}${rect(0, height * 0.55, width, height * 0.45, '#8c5a2a')}${way}${trunks}`
  },
  layers: (canvas) =>
    [30, 60].map((speed, near) => {
      const { width, height, random } = canvas
      const leaves = times(22, () => {
        const [x, y] = [random.between(0, width), random.between(0, height)]
        const size = 4 + near * 4
        const turn = `transform="rotate(${Math.round(random.between(0, 180))} ${Math.round(x)} ${Math.round(y)})"`
        return ellipse(x, y, size, size / 2.2, mix('#f0b429', '#c4441c', random.next()), turn)
      })
      return falling(canvas, leaves, speed, 12 + near * 10)
    }),
}

/** Snow falls on a wooden hut in the mountains. */
export const snowOnHut: Film = {
  background: (canvas) => {
    const { width, height } = canvas
    const peaks = [0.5, 0.64].map((y, at) =>
      ground(
        canvas,
        ridge(canvas, { y: height * y, rise: height * 0.24, roughness: 0.6 }),
        ['#9fb1c4', '#c5d3df'][at]!,
      ),
    )
    const [x, y] = [width * 0.42, height * 0.66]
    const roof = polygon(
      [
        [x - 34, y],
        [x + 76, y - 66],
        [x + 186, y],
      ],
      '#f7fafc',
    )
    const hut = `${rect(x, y - 4, 152, 78, '#6b4a31')}${rect(x + 24, y + 16, 30, 30, '#ffd27a')}${rect(x + 94, y + 12, 32, 62, '#4a3020')}${roof}`
    return `${backdrop(canvas, ['#6f86a0', '#aebccc', '#dfe6ec'])}${peaks.join('')}${rect(0, height * 0.82, width, height * 0.18, '#eef3f7')}${hut}`
  },
  layers: (canvas) =>
    [40, 75, 110].map((speed, near) => {
      const { width, height, random } = canvas
      const flakes = times(70 - near * 15, () =>
        circle(
          random.between(0, width + 40),
          random.between(0, height),
          1.2 + near * 0.9 + random.next(),
          '#ffffff',
          'opacity="0.9"',
        ),
      )
      return falling(canvas, flakes, speed, 8 + near * 8)
    }),
}
