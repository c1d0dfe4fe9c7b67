import { backdrop, type Canvas, circle, ellipse, gradient, path, polygon, rect, stroke } from '../paint.ts'

/** The 1930s as on glass plates: only greys, worn edges, dust. */

/** The views of the archive. */
export type ArchiveView = 'lift' | 'crowd' | 'tram' | 'workers'

/** Draws a view of the archive. */
export const archive =
  (view: ArchiveView) =>
  (canvas: Canvas): string =>
    backdrop(canvas, ['#9a9a9a', '#cdcdcd', '#e6e6e6']) + VIEWS[view](canvas) + worn(canvas)

/** The iron tower of the lift, from the quay to the upper town. */
function tower(x: number, foot: number, size: number): string {
  const [half, top] = [size * 0.11, foot - size]
  const floors = 9
  const lattice = Array.from({ length: floors }, (_, index) => {
    const [y, next] = [foot - (index * size) / floors, foot - ((index + 1) * size) / floors]
    return `M${x - half} ${y}L${x + half} ${next}M${x + half} ${y}L${x - half} ${next}M${x - half} ${next}H${x + half}`
  })
  return (
    rect(x - half, top, half * 2, size, '#6d6d6d', 'opacity="0.35"') +
    stroke(`M${x - half} ${foot}V${top}M${x + half} ${foot}V${top}`, '#262626', size * 0.016) +
    stroke(lattice.join(''), '#3a3a3a', size * 0.007) +
    rect(x - half * 1.5, top - size * 0.05, half * 3, size * 0.06, '#2b2b2b') +
    polygon(
      [
        [x - half * 1.6, top - size * 0.05],
        [x, top - size * 0.15],
        [x + half * 1.6, top - size * 0.05],
      ],
      '#3f3f3f',
    ) +
    stroke(`M${x} ${top - size * 0.15}v${-size * 0.1}`, '#262626', 4) +
    path(
      `M${x} ${top - size * 0.25}h${size * 0.1}l${-size * 0.03} ${size * 0.025}l${size * 0.03} ${size * 0.025}h${-size * 0.1}Z`,
      '#f0f0f0',
    ) +
    rect(
      x - half * 0.7,
      foot - size * 0.62,
      half * 1.4,
      size * 0.11,
      '#dcdcdc',
      'stroke="#262626" stroke-width="4"',
    )
  )
}

function houses(
  { width: w, random }: Canvas,
  foot: number,
  size: number,
  greys: readonly [number, number],
): string {
  let x = -10
  let drawn = ''
  while (x < w) {
    const [across, up] = [w * random.between(0.07, 0.12), size * random.between(0.6, 1)]
    const grey = grey8(random.between(greys[0], greys[1]))
    drawn += polygon(
      [
        [x, foot],
        [x, foot - up],
        [x + across / 2, foot - up - across * 0.28],
        [x + across, foot - up],
        [x + across, foot],
      ],
      grey,
    )
    for (let index = 0; index < 6; index++)
      drawn += rect(
        x + across * (0.2 + (index % 2) * 0.4),
        foot - up + up * (0.12 + Math.floor(index / 2) * 0.26),
        across * 0.2,
        up * 0.14,
        grey8(greys[0] - 30),
      )
    x += across
  }
  return drawn
}

const grey8 = (value: number) => `#${Math.round(value).toString(16).padStart(2, '0').repeat(3)}`

/** A person in a coat and a hat; `hat` 0 is a cap, 1 a brimmed one, 2 a cloche. */
function inHat({ random }: Canvas, x: number, foot: number, size: number): string {
  const s = size / 6
  const [coat, hat] = [random.between(20, 95), random.below(3)]
  const skirt = hat === 2 ? 1.15 : 0.85
  const head = foot - s * 5.1
  const hats = [
    path(
      `M${x - s * 0.5} ${head - s * 0.1}q${s * 0.1} ${-s * 0.6} ${s * 0.6} ${-s * 0.5}t${s * 0.6} ${s * 0.5}Z`,
      grey8(coat * 0.7),
    ),
    rect(x - s * 0.75, head - s * 0.25, s * 1.5, s * 0.16, '#1f1f1f') +
      rect(x - s * 0.42, head - s * 0.75, s * 0.84, s * 0.56, '#1f1f1f', 'rx="4"'),
    path(
      `M${x - s * 0.6} ${head + s * 0.1}Q${x - s * 0.6} ${head - s * 0.75} ${x} ${head - s * 0.75}T${x + s * 0.6} ${head + s * 0.1}Z`,
      grey8(150),
    ),
  ]
  return (
    ellipse(x, foot, s * 1.1, s * 0.14, '#000000', 'opacity="0.3"') +
    stroke(
      `M${x - s * 0.28} ${foot - s * 1.4}V${foot}M${x + s * 0.28} ${foot - s * 1.4}V${foot}`,
      '#1a1a1a',
      s * 0.3,
    ) +
    path(
      `M${x - s * 0.7} ${foot - s * 4.4}h${s * 1.4}L${x + s * skirt} ${foot - s * 1.1}h${-s * 2 * skirt}Z`,
      grey8(coat),
    ) +
    stroke(
      `M${x - s * 0.7} ${foot - s * 4.2}L${x - s} ${foot - s * 2.4}M${x + s * 0.7} ${foot - s * 4.2}L${x + s} ${foot - s * 2.4}`,
      grey8(coat * 0.85),
      s * 0.36,
    ) +
    circle(x, head, s * 0.46, '#c9c9c9') +
    hats[hat]
  )
}

function people(
  canvas: Canvas,
  rows: readonly (readonly [foot: number, size: number, count: number])[],
): string {
  const { width: w, random } = canvas
  return rows
    .flatMap(([foot, size, count]) =>
      Array.from({ length: count }, (_, index) =>
        inHat(
          canvas,
          ((index + 0.5 + random.between(-0.2, 0.2)) / count) * w,
          foot,
          size * random.between(0.92, 1.05),
        ),
      ),
    )
    .join('')
}

const VIEWS: Record<ArchiveView, (canvas: Canvas) => string> = {
  lift(canvas) {
    const { width: w, height: h } = canvas
    return (
      houses(canvas, h * 0.5, h * 0.24, [165, 195]) +
      path(`M${w * 0.56} ${h * 0.3}L${w} ${h * 0.22}V${h}H${w * 0.6}Z`, '#8a8a8a') +
      rect(w * 0.4, h * 0.235, w * 0.3, h * 0.018, '#2b2b2b') +
      houses(canvas, h * 0.86, h * 0.3, [118, 160]) +
      tower(w * 0.4, h * 0.88, h * 0.64) +
      rect(0, h * 0.86, w, h * 0.14, '#a8a8a8') +
      people(canvas, [[h * 0.95, h * 0.13, Math.round((w / h) * 9)]])
    )
  },

  crowd(canvas) {
    const { width: w, height: h } = canvas
    const flags = Array.from({ length: 16 }, (_, index) =>
      polygon(
        [
          [(index * w) / 16, h * 0.1],
          [((index + 0.8) * w) / 16, h * 0.1],
          [((index + 0.4) * w) / 16, h * 0.18],
        ],
        index % 2 === 0 ? '#f4f4f4' : '#555555',
      ),
    )
    return (
      houses(canvas, h * 0.62, h * 0.4, [130, 180]) +
      flags.join('') +
      rect(0, h * 0.6, w, h * 0.4, '#b2b2b2') +
      people(canvas, [
        [h * 0.7, h * 0.3, 14],
        [h * 0.82, h * 0.38, 11],
        [h * 0.97, h * 0.48, 9],
      ]) +
      stroke(`M0 ${h * 0.8}Q${w / 2} ${h * 0.86} ${w} ${h * 0.79}`, '#fafafa', h * 0.022)
    )
  },

  tram(canvas) {
    const { width: w, height: h } = canvas
    const [x, foot, a, b] = [w * 0.2, h * 0.86, w * 0.56, h * 0.46]
    const panes = Array.from({ length: 6 }, (_, index) =>
      rect(x + a * (0.05 + index * 0.155), foot - b * 0.82, a * 0.125, b * 0.32, '#e9e9e9'),
    )
    return (
      houses(canvas, h * 0.74, h * 0.5, [135, 185]) +
      rect(0, h * 0.74, w, h * 0.26, '#9d9d9d') +
      stroke(`M0 ${h * 0.885}H${w}M0 ${h * 0.93}H${w}`, '#5a5a5a', 6) +
      stroke(`M0 ${h * 0.2}H${w}M${x + a * 0.5} ${foot - b}L${x + a * 0.7} ${h * 0.2}`, '#3a3a3a', 4) +
      rect(x, foot - b * 0.92, a, b * 0.82, '#4a4a4a', 'rx="14"') +
      rect(x, foot - b * 0.42, a, b * 0.3, '#d8d8d8') +
      rect(x - 12, foot - b, a + 24, b * 0.1, '#2c2c2c', 'rx="10"') +
      panes.join('') +
      circle(x + a * 0.22, foot, b * 0.13, '#1c1c1c') +
      circle(x + a * 0.78, foot, b * 0.13, '#1c1c1c') +
      circle(x + a - 10, foot - b * 0.27, b * 0.06, '#ffffff') +
      people(canvas, [[h * 0.96, h * 0.32, 5]])
    )
  },

  workers(canvas) {
    const { width: w, height: h } = canvas
    const beams = stroke(
      `M0 ${h * 0.34}L${w} ${h * 0.08}M0 ${h * 0.08}L${w} ${h * 0.34}M${w * 0.16} 0V${h}M${w * 0.84} 0V${h}M0 ${h * 0.2}H${w}`,
      '#4a4a4a',
      h * 0.02,
    )
    return (
      houses(canvas, h * 0.6, h * 0.2, [178, 200]) +
      beams +
      people(canvas, [
        [h * 0.8, h * 0.5, 7],
        [h * 0.97, h * 0.56, 6],
      ]) +
      rect(0, h * 0.95, w, h * 0.05, '#383838')
    )
  },
}

/** A dark edge, a pale border, scratches and dust. */
function worn({ width: w, height: h, random }: Canvas): string {
  const dust = Array.from({ length: 60 }, () =>
    circle(
      random.between(0, w),
      random.between(0, h),
      random.between(1, 3.4),
      random.next() < 0.6 ? '#ffffff' : '#222222',
      'opacity="0.5"',
    ),
  )
  const scratches = Array.from({ length: 6 }, () => {
    const [x, y] = [random.between(0, w), random.between(0, h * 0.6)]
    return stroke(
      `M${x} ${y}q${random.between(-12, 12)} ${h * 0.2} ${random.between(-10, 10)} ${h * random.between(0.2, 0.4)}`,
      '#ffffff',
      1.5,
      'opacity="0.35"',
    )
  })
  const edge = Math.max(w, h) * 0.014
  return (
    `<radialGradient id="edge" r="0.75"><stop offset="0.6" stop-color="#000000" stop-opacity="0"/><stop offset="1" stop-color="#000000" stop-opacity="0.55"/></radialGradient>` +
    gradient('fade', ['#ffffff', '#dddddd']) +
    rect(0, 0, w, h, 'url(#edge)') +
    dust.join('') +
    scratches.join('') +
    `<rect x="${edge / 2}" y="${edge / 2}" width="${w - edge}" height="${h - edge}" fill="none" stroke="#efefef" stroke-width="${edge}"/>`
  )
}
