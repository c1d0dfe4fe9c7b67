import {
  backdrop,
  type Canvas,
  circle,
  ellipse,
  glow,
  gradient,
  mix,
  polygon,
  rect,
  stroke,
} from '../paint.ts'
import { type Film, passing, still } from './film.ts'

const times = (count: number, draw: (index: number) => string) =>
  Array.from({ length: count }, (_, at) => draw(at)).join('')

/** Boats sway at their moorings. */
export const boatsInHarbour: Film = {
  background: (canvas) => {
    const { width, height, random } = canvas
    const town = times(14, (at) => {
      const high = random.between(30, 80)
      return rect(
        (at * width) / 14,
        height * 0.5 - high,
        width / 14 - 2,
        high,
        mix('#e3b58c', '#b9665a', random.next()),
      )
    })
    const sea = gradient('sea', ['#6fa7b8', '#2d5f75'])
    return `${backdrop(canvas, ['#f6c98f', '#f7e2c4'])}${town}${sea}${rect(0, height * 0.5, width, height * 0.5, 'url(#sea)')}`
  },
  layers: (canvas) => {
    const { width, height, random } = canvas
    const ripples = times(34, () => {
      const [x, y] = [random.between(20, width - 80), random.between(height * 0.53, height)]
      return stroke(`M${x} ${y}h${random.between(14, 56)}`, '#cfe6ec', 1.6, 'opacity="0.6"')
    })
    const boats = [0, 1, 2, 3].map((at) => {
      const size = 90 + at * 26
      return {
        width: size * 1.2,
        height: size * 1.5,
        svg: boat(size, ['#ffffff', '#c9463d', '#f2d16b', '#e9eef2'][at]!),
        x: `${width * [0.06, 0.62, 0.27, 0.7][at]!}+${3 + at}*sin(t*0.8+${at})`,
        y: `${height * (0.5 + at * 0.09) - size * 1.15}+${4 + at * 1.5}*sin(t*1.6+${at * 1.3})`,
      }
    })
    return [passing(canvas, ripples, 12), ...boats]
  },
}

function boat(size: number, hull: string): string {
  const x = size * 0.6
  return (
    stroke(`M${x} ${size * 0.05}V${size * 1.15}`, '#4b3a2b', 3) +
    polygon(
      [
        [x + 4, size * 0.1],
        [x + 4, size],
        [x + size * 0.42, size],
      ],
      '#fbf7ef',
    ) +
    polygon(
      [
        [x - 4, size * 0.28],
        [x - 4, size],
        [x - size * 0.3, size],
      ],
      '#efe6d6',
    ) +
    polygon(
      [
        [size * 0.1, size * 1.12],
        [size * 1.12, size * 1.12],
        [size * 0.94, size * 1.34],
        [size * 0.26, size * 1.34],
      ],
      hull,
      'stroke="#3a3129" stroke-width="2"',
    )
  )
}

/** The lights of cars cross a bridge at night. */
export const trafficAtNight: Film = {
  background: (canvas) => {
    const { width, height, random } = canvas
    const stars = times(60, () =>
      circle(random.between(0, width), random.between(0, height * 0.4), 0.9, '#ffffff', 'opacity="0.7"'),
    )
    const shore = times(60, () =>
      rect(
        random.between(0, width),
        height * random.between(0.5, 0.58),
        4,
        5,
        random.next() > 0.5 ? '#ffd98a' : '#9fc4ff',
      ),
    )
    const cables = [0.25, 0.75].map(
      (at) =>
        rect(width * at - 5, height * 0.2, 10, height * 0.62, '#2f3d52') +
        times(15, (step) =>
          stroke(
            `M${width * at} ${height * 0.22}L${width * (at - 0.24 + step * 0.034)} ${height * 0.66}`,
            '#51647f',
            1.2,
          ),
        ),
    )
    return `${backdrop(canvas, ['#070b1c', '#141d3a', '#2a3355'])}${stars}${rect(0, height * 0.56, width, height * 0.44, '#0a1226')}${shore}${cables.join('')}${rect(0, height * 0.66, width, 20, '#1f2838')}`
  },
  layers: (canvas) => [
    passing(canvas, lights(canvas, '#fff3c9', 0.672), 150),
    passing(canvas, lights(canvas, '#ff4b3e', 0.69), -120),
  ],
}

const lights = ({ width, height, random }: Canvas, colour: string, y: number) =>
  glow(`light${colour.slice(1)}`, colour) +
  times(9, (at) => {
    const x = ((at + 0.5) * width) / 9 + random.between(-20, 20)
    return circle(x, height * y, 12, `url(#light${colour.slice(1)})`) + circle(x, height * y, 3, colour)
  })

/** Loaves come out of an oven, steaming. */
export const breadFromOven: Film = {
  background: (canvas) => {
    const { width, height } = canvas
    const bricks = times(9, (row) =>
      times(13, (column) =>
        rect(
          column * (width / 12) - (row % 2) * (width / 24),
          row * (height / 9),
          width / 12 - 3,
          height / 9 - 3,
          mix('#9c5b41', '#7d4531', ((row * 5 + column * 3) % 7) / 7),
        ),
      ),
    )
    return `${rect(0, 0, width, height, '#5d3526')}${bricks}${glow('fire', '#ffb04a')}${ellipse(width / 2, height * 0.52, width * 0.36, height * 0.34, '#23120b')}${ellipse(width / 2, height * 0.56, width * 0.32, height * 0.26, 'url(#fire)')}`
  },
  layers: (canvas) => {
    const { width, height, random } = canvas
    const loaves = times(5, (at) => {
      const x = width * 0.16 + at * width * 0.17
      const cuts = times(3, (cut) => stroke(`M${x - 26 + cut * 22} 22l14 22`, '#f0cf9b', 4))
      return ellipse(x, 36, width * 0.085, 30, mix('#c98a45', '#a9642b', at / 5)) + cuts
    })
    const steam = times(12, () =>
      ellipse(
        random.between(width * 0.2, width * 0.8),
        random.between(30, height - 30),
        26,
        13,
        '#ffffff',
        'opacity="0.28" filter="url(#steam)"',
      ),
    )
    const blur =
      '<filter id="steam" x="-60%" y="-120%" width="220%" height="340%"><feGaussianBlur stdDeviation="9"/></filter>'
    return [
      {
        width,
        height: 110,
        svg: `${loaves}${rect(0, 66, width, 14, '#caa472')}${rect(0, 80, width, 8, '#8c6a42')}`,
        x: '0',
        y: `${height * 0.5}+min(t*26,${height * 0.2})`,
      },
      {
        width,
        height: height * 2,
        svg: `${blur}${steam}<g transform="translate(0 ${height})">${steam}</g>`,
        x: '10*sin(t*1.3)',
        y: `-mod(t*34,${height})`,
      },
      still(canvas, rect(0, height * 0.94, width, height * 0.06, '#3b2219')),
    ]
  },
}
