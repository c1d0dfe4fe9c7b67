import { backdrop, type Canvas, circle, ellipse, mix, path, rect, stroke } from '../paint.ts'
import type { Scene, Shape, Variant } from '../scene.ts'

type Subject = 'dog' | 'cat' | 'bird' | 'fish' | 'butterfly'
type Coat = { readonly fur: string; readonly light: string; readonly ground: readonly [string, string] }

const COATS: readonly Coat[] = [
  { fur: '#b5763c', light: '#f0d3a8', ground: ['#9ad1d4', '#e6f5ee'] },
  { fur: '#3a3a3c', light: '#cfcfcf', ground: ['#ffd6a5', '#fff3df'] },
  { fur: '#e8e1d4', light: '#ffffff', ground: ['#457b9d', '#a8dadc'] },
  { fur: '#8a4b2a', light: '#e9c39b', ground: ['#b7c68b', '#f0f4d4'] },
  { fur: '#6c757d', light: '#dee2e6', ground: ['#e07a5f', '#f7d9cd'] },
]

const eyes = (x: number, y: number, apart: number, radius: number) =>
  [-1, 1]
    .map(
      (side) =>
        circle(x + side * apart, y, radius, '#1c1412') +
        circle(x + side * apart - radius * 0.3, y - radius * 0.35, radius * 0.3, '#ffffff'),
    )
    .join('')

function dog({ width: w, height: h }: Canvas, { fur, light }: Coat): string {
  const s = Math.min(w, h) * 0.36
  const [x, y] = [w / 2, h * 0.46]
  const dark = mix(fur, '#000000', 0.25)
  return [
    path(
      `M${x - s * 0.95} ${h}Q${x - s * 0.9} ${y + s * 0.5} ${x} ${y + s * 0.45}Q${x + s * 0.9} ${y + s * 0.5} ${x + s * 0.95} ${h}Z`,
      fur,
    ),
    path(
      `M${x - s * 0.4} ${h}Q${x - s * 0.45} ${y + s} ${x} ${y + s * 0.7}Q${x + s * 0.45} ${y + s} ${x + s * 0.4} ${h}Z`,
      light,
    ),
    ellipse(x, y, s * 0.72, s * 0.68, fur),
    path(
      `M${x - s * 0.55} ${y - s * 0.5}Q${x - s * 1.1} ${y - s * 0.4} ${x - s * 0.92} ${y + s * 0.45}Q${x - s * 0.6} ${y + s * 0.4} ${x - s * 0.45} ${y - s * 0.2}Z`,
      dark,
    ),
    path(
      `M${x + s * 0.55} ${y - s * 0.5}Q${x + s * 1.1} ${y - s * 0.4} ${x + s * 0.92} ${y + s * 0.45}Q${x + s * 0.6} ${y + s * 0.4} ${x + s * 0.45} ${y - s * 0.2}Z`,
      dark,
    ),
    ellipse(x, y + s * 0.28, s * 0.42, s * 0.36, light),
    eyes(x, y - s * 0.1, s * 0.28, s * 0.09),
    path(
      `M${x - s * 0.13} ${y + s * 0.1}H${x + s * 0.13}Q${x + s * 0.1} ${y + s * 0.26} ${x} ${y + s * 0.27}Q${x - s * 0.1} ${y + s * 0.26} ${x - s * 0.13} ${y + s * 0.1}Z`,
      '#20130e',
    ),
    stroke(
      `M${x} ${y + s * 0.27}V${y + s * 0.4}M${x - s * 0.2} ${y + s * 0.38}Q${x - s * 0.1} ${y + s * 0.5} ${x} ${y + s * 0.4}Q${x + s * 0.1} ${y + s * 0.5} ${x + s * 0.2} ${y + s * 0.38}`,
      '#20130e',
      s * 0.035,
    ),
    path(`M${x - s * 0.09} ${y + s * 0.46}q${s * 0.09} ${s * 0.26} ${s * 0.18} 0z`, '#e5625e'),
  ].join('')
}

function cat({ width: w, height: h }: Canvas, { fur, light }: Coat): string {
  const s = Math.min(w, h) * 0.34
  const [x, y] = [w / 2, h * 0.48]
  const ear = (side: number) =>
    path(
      `M${x + side * s * 0.68} ${y - s * 0.25}L${x + side * s * 0.66} ${y - s * 1.05}L${x + side * s * 0.12} ${y - s * 0.62}Z`,
      fur,
    ) +
    path(
      `M${x + side * s * 0.58} ${y - s * 0.45}L${x + side * s * 0.58} ${y - s * 0.84}L${x + side * s * 0.3} ${y - s * 0.6}Z`,
      '#e8a0a0',
    )
  const whiskers = [-1, 1]
    .map((side) =>
      [-0.08, 0.02, 0.12]
        .map((lift) =>
          stroke(
            `M${x + side * s * 0.25} ${y + s * 0.25}L${x + side * s * 0.95} ${y + s * (0.22 + lift * 2)}`,
            '#ffffff',
            s * 0.014,
            'opacity="0.8"',
          ),
        )
        .join(''),
    )
    .join('')
  const stripes = [-0.2, 0, 0.2].map((shift) =>
    stroke(`M${x + s * shift} ${y - s * 0.62}v${s * 0.24}`, mix(fur, '#000000', 0.35), s * 0.05),
  )
  const eye = (side: number) =>
    ellipse(x + side * s * 0.3, y - s * 0.05, s * 0.15, s * 0.17, '#c7d84b') +
    ellipse(x + side * s * 0.3, y - s * 0.05, s * 0.05, s * 0.15, '#16120c')
  return [
    path(
      `M${x - s * 0.8} ${h}Q${x - s * 0.85} ${y + s * 0.55} ${x} ${y + s * 0.5}Q${x + s * 0.85} ${y + s * 0.55} ${x + s * 0.8} ${h}Z`,
      mix(fur, '#000000', 0.12),
    ),
    ear(-1),
    ear(1),
    ellipse(x, y, s * 0.76, s * 0.66, fur),
    ellipse(x, y + s * 0.3, s * 0.36, s * 0.25, light),
    ...stripes,
    eye(-1),
    eye(1),
    path(`M${x - s * 0.08} ${y + s * 0.16}h${s * 0.16}l${-s * 0.08} ${s * 0.1}z`, '#d97b83'),
    stroke(
      `M${x} ${y + s * 0.26}q${-s * 0.1} ${s * 0.12} ${-s * 0.2} ${s * 0.05}M${x} ${y + s * 0.26}q${s * 0.1} ${s * 0.12} ${s * 0.2} ${s * 0.05}`,
      '#3b2a24',
      s * 0.025,
    ),
    whiskers,
  ].join('')
}

function bird({ width: w, height: h, random }: Canvas, { fur, light }: Coat): string {
  const s = Math.min(w, h) * 0.3
  const [x, y] = [w * 0.5, h * 0.48]
  const colour = mix(fur, random.pick(['#e63946', '#1d7fd1', '#ffb703', '#2a9d8f']), 0.7)
  const leaves = Array.from({ length: 9 }, (_, leaf) =>
    ellipse(
      w * (leaf / 8),
      y + s * (1.02 + (leaf % 2) * 0.16),
      s * 0.16,
      s * 0.07,
      '#4f7942',
      `transform="rotate(${random.between(-40, 40).toFixed(0)} ${w * (leaf / 8)} ${y + s})"`,
    ),
  )
  return [
    stroke(`M0 ${y + s * 1.12}Q${w / 2} ${y + s * 0.92} ${w} ${y + s * 1.06}`, '#5b3f2a', s * 0.1),
    ...leaves,
    path(
      `M${x - s * 1.5} ${y + s * 0.85}L${x - s * 0.5} ${y + s * 0.1}L${x - s * 0.3} ${y + s * 0.6}Z`,
      mix(colour, '#000000', 0.3),
    ),
    ellipse(x, y + s * 0.3, s * 0.85, s * 0.66, colour),
    ellipse(x + s * 0.2, y + s * 0.48, s * 0.55, s * 0.42, light),
    circle(x + s * 0.55, y - s * 0.3, s * 0.46, colour),
    path(
      `M${x - s * 0.6} ${y + s * 0.15}Q${x} ${y - s * 0.25} ${x + s * 0.35} ${y + s * 0.3}Q${x - s * 0.1} ${y + s * 0.85} ${x - s * 0.85} ${y + s * 0.62}Z`,
      mix(colour, '#000000', 0.2),
    ),
    path(
      `M${x + s * 0.95} ${y - s * 0.4}L${x + s * 1.4} ${y - s * 0.25}L${x + s * 0.95} ${y - s * 0.12}Z`,
      '#f4a124',
    ),
    circle(x + s * 0.7, y - s * 0.38, s * 0.08, '#17110d'),
    circle(x + s * 0.67, y - s * 0.41, s * 0.025, '#ffffff'),
    stroke(
      `M${x - s * 0.05} ${y + s * 0.9}v${s * 0.2}M${x + s * 0.2} ${y + s * 0.9}v${s * 0.2}`,
      '#c9851f',
      s * 0.05,
    ),
  ].join('')
}

function fish({ width: w, height: h, random }: Canvas): string {
  const water =
    rect(0, 0, w, h, '#0b6e8a') +
    Array.from({ length: 7 }, (_, ray) =>
      path(
        `M${w * (ray / 6)} 0L${w * (ray / 6) + w * 0.08} 0L${w * (ray / 6) - w * 0.12} ${h}H${w * (ray / 6) - w * 0.3}Z`,
        '#ffffff',
        'opacity="0.06"',
      ),
    ).join('')
  const school = Array.from({ length: 13 }, () => {
    const [x, y, s] = [
      random.between(w * 0.08, w * 0.92),
      random.between(h * 0.1, h * 0.85),
      Math.min(w, h) * random.between(0.05, 0.13),
    ]
    const colour = random.pick(['#ff9f1c', '#ffbf69', '#f25f5c', '#ffe066', '#cbf3f0', '#ff6392'])
    return (
      path(
        `M${x - s * 0.8} ${y}L${x - s * 1.5} ${y - s * 0.5}V${y + s * 0.5}Z`,
        mix(colour, '#000000', 0.2),
      ) +
      ellipse(x, y, s, s * 0.55, colour) +
      stroke(
        `M${x + s * 0.25} ${y - s * 0.48}Q${x + s * 0.05} ${y} ${x + s * 0.25} ${y + s * 0.48}`,
        '#ffffff',
        s * 0.16,
        'opacity="0.75"',
      ) +
      circle(x + s * 0.62, y - s * 0.12, s * 0.1, '#111111')
    )
  })
  const weeds = Array.from({ length: 12 }, () => {
    const x = random.between(0, w)
    return stroke(
      `M${x} ${h}q${random.between(-40, 40)} ${-h * 0.12} 0 ${-h * 0.2}t0 ${-h * random.between(0.04, 0.16)}`,
      random.pick(['#0f9d7a', '#2fbf71', '#126b5c']),
      Math.min(w, h) * 0.018,
    )
  })
  return water + weeds.join('') + school.join('')
}

function butterfly({ width: w, height: h, random }: Canvas): string {
  const s = Math.min(w, h) * 0.34
  const [x, y] = [w / 2, h / 2]
  const [a, b] = [
    random.pick(['#f77f00', '#3a86ff', '#8338ec', '#ef476f']),
    random.pick(['#fcbf49', '#ffd6ff', '#90e0ef']),
  ]
  const wing = (side: number) =>
    path(
      `M${x} ${y - s * 0.1}C${x + side * s * 0.4} ${y - s * 1.2} ${x + side * s * 1.5} ${y - s * 1.1} ${x + side * s * 1.2} ${y - s * 0.2}C${x + side * s * 1.1} ${y + s * 0.1} ${x + side * s * 0.4} ${y + s * 0.1} ${x} ${y}Z`,
      a,
      `stroke="#1d1a26" stroke-width="${s * 0.05}"`,
    ) +
    path(
      `M${x} ${y + s * 0.05}C${x + side * s * 0.5} ${y + s * 0.1} ${x + side * s * 1.1} ${y + s * 0.2} ${x + side * s * 0.8} ${y + s * 0.75}C${x + side * s * 0.5} ${y + s * 1.1} ${x + side * s * 0.1} ${y + s * 0.6} ${x} ${y + s * 0.3}Z`,
      mix(a, b, 0.5),
      `stroke="#1d1a26" stroke-width="${s * 0.05}"`,
    ) +
    circle(x + side * s * 0.82, y - s * 0.55, s * 0.17, b) +
    circle(x + side * s * 0.55, y + s * 0.5, s * 0.12, b) +
    stroke(
      `M${x} ${y - s * 0.3}Q${x + side * s * 0.15} ${y - s * 0.8} ${x + side * s * 0.35} ${y - s * 0.85}`,
      '#1d1a26',
      s * 0.025,
    )
  return (
    wing(-1) +
    wing(1) +
    ellipse(x, y + s * 0.1, s * 0.07, s * 0.5, '#1d1a26') +
    circle(x, y - s * 0.38, s * 0.09, '#1d1a26')
  )
}

const SUBJECTS: Record<
  Subject,
  { draw: (canvas: Canvas, coat: Coat) => string; name: string; words: string; keywords: readonly string[] }
> = {
  dog: {
    draw: dog,
    name: 'Portrait of a dog',
    words: 'A dog waits for the next word',
    keywords: ['dog', 'pet', 'portrait', 'close-up', 'mammal'],
  },
  cat: {
    draw: cat,
    name: 'Portrait of a cat',
    words: 'A cat looks straight at us and gives nothing away',
    keywords: ['cat', 'pet', 'portrait', 'looking at camera', 'mammal'],
  },
  bird: {
    draw: bird,
    name: 'Bird on a branch',
    words: 'A small bird rests between two songs',
    keywords: ['bird', 'tree', 'branch', 'wildlife'],
  },
  fish: {
    draw: fish,
    name: 'School of fish',
    words: 'Fish cross the light above the weeds',
    keywords: ['fish', 'sea', 'underwater', 'wildlife', 'large group of animals'],
  },
  butterfly: {
    draw: butterfly,
    name: 'Butterfly with open wings',
    words: 'A butterfly shows both sides of its wings',
    keywords: ['butterfly', 'insect', 'symmetry', 'cut out', 'wildlife'],
  },
}

const PLAN: readonly (readonly [Subject, number, Shape, string])[] = [
  ['dog', 0, 'square', 'brown'],
  ['cat', 1, 'tall', 'black'],
  ['bird', 3, 'wide', 'in spring'],
  ['fish', 0, 'wide', 'in clear water'],
  ['butterfly', 2, 'square', 'on blue'],
  ['dog', 2, 'tall', 'white'],
  ['cat', 3, 'wide', 'tabby'],
  ['bird', 4, 'square', 'at noon'],
  ['fish', 0, 'panorama', 'on the reef'],
  ['butterfly', 1, 'wide', 'on yellow'],
  ['dog', 4, 'wide', 'grey'],
  ['cat', 4, 'square', 'grey'],
  ['dog', 3, 'panorama', 'with copy space'],
  ['bird', 0, 'tower', 'on a high branch'],
]

/** Illustrations of pets and wild animals. */
export const ANIMALS: Scene = {
  name: 'animals',
  collection: 'Vitrine Play',
  artist: 'Ida Template',
  drawn: true,
  keywords: ['animal', 'nature', 'illustration', 'no people'],
  variants: PLAN.map(([subject, coat, shape, detail]): Variant => {
    const { name, words, keywords, draw } = SUBJECTS[subject]
    const { ground } = COATS[coat]!
    return {
      title: ['{0}, {1}', name, detail],
      caption: ['{0}.', words],
      keywords: [...keywords, detail.split(' ').at(-1)!],
      shape,
      draw: (canvas) => backdrop(canvas, ground) + draw(canvas, COATS[coat]!),
    }
  }),
}
