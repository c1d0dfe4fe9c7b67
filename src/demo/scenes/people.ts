import { type Canvas, circle, ellipse, gradient, mix, path, rect, stroke } from '../paint.ts'
import type { Scene, Shape, Variant } from '../scene.ts'

const SKINS = ['#f3cfb3', '#d9a074', '#a86b45', '#6f4530', '#e8b98f', '#8d5a3a']
const HAIRS = ['#1d1512', '#4a2c1a', '#8a5a2b', '#c99a4b', '#5b5b5b', '#dcdcdc', '#7a2e1d']
const SHIRTS = ['#e4572e', '#17bebb', '#ffc914', '#2e282a', '#76b041', '#f1efe7', '#5b5f97', '#d1495b']
const WALLS = [
  ['#f6bd60', '#f7ede2'],
  ['#84a59d', '#dfe9e4'],
  ['#f28482', '#fbe3e1'],
  ['#3d5a80', '#98c1d9'],
  ['#9d8189', '#f4e3e6'],
  ['#588157', '#dad7cd'],
  ['#ffb4a2', '#ffe9e2'],
  ['#355070', '#b56576'],
] as const

type HairStyle = 'short' | 'long' | 'bun' | 'curls' | 'bald' | 'bob'
/** How one person is drawn. */
export type Person = {
  readonly skin: string
  readonly hair: string
  readonly style: HairStyle
  readonly shirt: string
  readonly isOld: boolean
  readonly hasGlasses: boolean
  readonly hasBeard: boolean
}

/** A random person. */
export function somebody({ random }: Canvas, isOld = false): Person {
  const style = random.pick<HairStyle>(['short', 'long', 'bun', 'curls', 'bob', isOld ? 'bald' : 'short'])
  return {
    skin: random.pick(SKINS),
    hair: isOld ? random.pick(['#dcdcdc', '#b5b5b5']) : random.pick(HAIRS.slice(0, 5)),
    style,
    shirt: random.pick(SHIRTS),
    isOld,
    hasGlasses: random.next() < 0.28,
    hasBeard: (style === 'short' || style === 'bald') && random.next() < 0.4,
  }
}

const aChild = (canvas: Canvas): Person => ({ ...somebody(canvas), hasBeard: false, hasGlasses: false })

/** Head and shoulders; `size` is the height of the head, `y` its middle. */
export function bust(x: number, y: number, size: number, person: Person, toFoot: number): string {
  const { skin, hair, shirt, style } = person
  const w = size * 0.39
  const shade = mix(skin, '#000000', 0.14)
  const body = path(
    `M${x - size * 0.95} ${toFoot}Q${x - size * 0.95} ${y + size * 0.78} ${x - size * 0.3} ${y + size * 0.68}H${x + size * 0.3}Q${x + size * 0.95} ${y + size * 0.78} ${x + size * 0.95} ${toFoot}Z`,
    shirt,
  )
  const neck = path(
    `M${x - size * 0.17} ${y + size * 0.3}V${y + size * 0.66}Q${x} ${y + size * 0.84} ${x + size * 0.17} ${y + size * 0.66}V${y + size * 0.3}Z`,
    shade,
  )
  const head = path(
    `M${x - w} ${y - size * 0.12}Q${x - w} ${y - size * 0.52} ${x} ${y - size * 0.52}Q${x + w} ${y - size * 0.52} ${x + w} ${y - size * 0.12}Q${x + w} ${y + size * 0.3} ${x} ${y + size * 0.5}Q${x - w} ${y + size * 0.3} ${x - w} ${y - size * 0.12}Z`,
    skin,
  )
  const ears =
    ellipse(x - w, y, size * 0.07, size * 0.11, shade) + ellipse(x + w, y, size * 0.07, size * 0.11, shade)
  const behind = BEHIND[style]?.(x, y, size, hair) ?? ''
  const front = FRONT[style]?.(x, y, size, hair) ?? ''
  return behind + body + neck + ears + head + face(x, y, size, person) + front
}

function face(
  x: number,
  y: number,
  size: number,
  { skin, hair, hasGlasses, hasBeard, isOld }: Person,
): string {
  const dark = mix(skin, '#2a1710', 0.75)
  const eye = (side: number) =>
    ellipse(x + side * size * 0.16, y - size * 0.02, size * 0.034, size * 0.045, dark)
  const brow = (side: number) =>
    stroke(
      `M${x + side * size * 0.09} ${y - size * 0.12}q${side * size * 0.08} ${-size * 0.045} ${side * size * 0.15} 0`,
      mix(hair, '#000000', 0.2),
      size * 0.025,
    )
  const glasses = hasGlasses
    ? [-1, 1]
        .map(
          (side) =>
            `<circle cx="${x + side * size * 0.16}" cy="${y - size * 0.02}" r="${size * 0.105}" fill="#ffffff" fill-opacity="0.18" stroke="${dark}" stroke-width="${size * 0.02}"/>`,
        )
        .join('') + stroke(`M${x - size * 0.055} ${y - size * 0.03}h${size * 0.11}`, dark, size * 0.02)
    : ''
  const beard = hasBeard
    ? path(
        `M${x - size * 0.37} ${y + size * 0.08}Q${x - size * 0.3} ${y + size * 0.5} ${x} ${y + size * 0.53}Q${x + size * 0.3} ${y + size * 0.5} ${x + size * 0.37} ${y + size * 0.08}Q${x + size * 0.2} ${y + size * 0.22} ${x} ${y + size * 0.19}Q${x - size * 0.2} ${y + size * 0.22} ${x - size * 0.37} ${y + size * 0.08}Z`,
        hair,
      )
    : ''
  const lines = isOld
    ? stroke(
        `M${x - size * 0.27} ${y + size * 0.03}l${-size * 0.05} ${size * 0.03}M${x + size * 0.27} ${y + size * 0.03}l${size * 0.05} ${size * 0.03}`,
        mix(skin, '#000000', 0.3),
        size * 0.012,
      )
    : ''
  const nose = stroke(
    `M${x} ${y + size * 0.0}q${size * 0.06} ${size * 0.1} ${-size * 0.01} ${size * 0.12}`,
    mix(skin, '#000000', 0.25),
    size * 0.018,
  )
  const mouth = path(
    `M${x - size * 0.11} ${y + size * 0.25}Q${x} ${y + size * 0.36} ${x + size * 0.11} ${y + size * 0.25}Z`,
    mix('#b23a48', skin, 0.2),
  )
  const cheeks = [-1, 1]
    .map((side) => circle(x + side * size * 0.24, y + size * 0.14, size * 0.065, '#e5625e', 'opacity="0.22"'))
    .join('')
  return cheeks + beard + eye(-1) + eye(1) + brow(-1) + brow(1) + nose + mouth + glasses + lines
}

type Hair = (x: number, y: number, size: number, colour: string) => string

const cap: Hair = (x, y, s, colour) =>
  path(
    `M${x - s * 0.42} ${y - s * 0.06}Q${x - s * 0.5} ${y - s * 0.66} ${x} ${y - s * 0.64}Q${x + s * 0.5} ${y - s * 0.66} ${x + s * 0.42} ${y - s * 0.06}Q${x + s * 0.34} ${y - s * 0.34} ${x + s * 0.08} ${y - s * 0.34}Q${x - s * 0.26} ${y - s * 0.36} ${x - s * 0.42} ${y - s * 0.06}Z`,
    colour,
  )

const FRONT: Partial<Record<HairStyle, Hair>> = {
  short: cap,
  long: cap,
  bob: cap,
  bun: cap,
  curls: (x, y, s, colour) =>
    Array.from({ length: 9 }, (_, index) =>
      circle(
        x + Math.cos(Math.PI * (1.02 + index * 0.12)) * s * 0.4,
        y - s * 0.2 + Math.sin(Math.PI * (1.02 + index * 0.12)) * s * 0.38,
        s * 0.15,
        colour,
      ),
    ).join(''),
}

const BEHIND: Partial<Record<HairStyle, Hair>> = {
  long: (x, y, s, colour) =>
    path(
      `M${x - s * 0.46} ${y - s * 0.2}Q${x - s * 0.62} ${y + s * 0.6} ${x - s * 0.42} ${y + s * 1.05}H${x + s * 0.42}Q${x + s * 0.62} ${y + s * 0.6} ${x + s * 0.46} ${y - s * 0.2}Z`,
      mix(colour, '#000000', 0.2),
    ),
  bob: (x, y, s, colour) =>
    path(
      `M${x - s * 0.46} ${y - s * 0.2}Q${x - s * 0.6} ${y + s * 0.3} ${x - s * 0.42} ${y + s * 0.45}H${x + s * 0.42}Q${x + s * 0.6} ${y + s * 0.3} ${x + s * 0.46} ${y - s * 0.2}Z`,
      mix(colour, '#000000', 0.2),
    ),
  bun: (x, y, s, colour) => circle(x, y - s * 0.68, s * 0.19, colour),
  curls: (x, y, s, colour) => circle(x, y - s * 0.12, s * 0.56, mix(colour, '#000000', 0.15)),
}

function draw(canvas: Canvas, count: number, wall: number, ages: 'adults' | 'old' | 'family'): string {
  const { width, height } = canvas
  const [top, bottom] = WALLS[wall % WALLS.length]!
  const ground =
    gradient('wall', [top, bottom], 'x1="0" y1="0" x2="1" y2="1"') +
    rect(0, 0, width, height, 'url(#wall)') +
    circle(width * 0.5, height * 0.55, Math.min(width, height) * 0.46, '#ffffff', 'opacity="0.16"')
  const size = count === 1 ? Math.min(width, height) * 0.42 : Math.min(height * 0.34, (width / count) * 0.62)
  const row = Array.from({ length: count }, (_, index) => {
    const isChild = ages === 'family' && index % 2 === 1
    const own = isChild ? size * 0.74 : size
    const x = width * ((index + 0.5) / count) * 0.86 + width * 0.07
    const y = height * (count === 1 ? 0.42 : 0.46 + (index % 2) * 0.05) + (isChild ? size * 0.4 : 0)
    return bust(x, y, own, isChild ? aChild(canvas) : somebody(canvas, ages === 'old'), height + 4)
  })
  return ground + row.join('')
}

type Plan = readonly [
  title: string,
  caption: string,
  count: number,
  ages: 'adults' | 'old' | 'family',
  shape: Shape,
  keywords: readonly string[],
]

const ONE = ['one person', 'portrait', 'headshot', 'looking at camera']
const PLAN: readonly Plan[] = [
  [
    'Portrait of a smiling person',
    'A person smiles before a wall of warm colour.',
    1,
    'adults',
    'tall',
    [...ONE, 'adult'],
  ],
  [
    'Two friends side by side',
    'Two friends look at us side by side.',
    2,
    'adults',
    'wide',
    ['two people', 'friendship', 'adult', 'waist up'],
  ],
  [
    'Portrait of an elderly person',
    'An elderly person with a patient look.',
    1,
    'old',
    'square',
    [...ONE, 'senior adult', 'grandparent'],
  ],
  [
    'Team of five',
    'Five colleagues line up for their picture.',
    5,
    'adults',
    'wide',
    ['group of people', 'team', 'business', 'adult'],
  ],
  [
    'Family portrait',
    'Adults and children of one family.',
    4,
    'family',
    'wide',
    ['group of people', 'family', 'child', 'parent', 'portrait'],
  ],
  [
    'Portrait on green',
    'A quiet portrait on a green ground.',
    1,
    'adults',
    'tall',
    [...ONE, 'young adult', 'copy space'],
  ],
  [
    'Old couple',
    'Two people who have known each other for long.',
    2,
    'old',
    'square',
    ['two people', 'couple', 'senior adult', 'love'],
  ],
  [
    'Crowd of nine',
    'Nine people in a row, no two alike.',
    9,
    'adults',
    'panorama',
    ['group of people', 'crowd', 'diversity', 'adult'],
  ],
  [
    'Parent and child',
    'A parent with a child at the side.',
    2,
    'family',
    'tall',
    ['two people', 'family', 'child', 'parent'],
  ],
  [
    'Portrait, looking ahead',
    'A portrait in clear colours.',
    1,
    'adults',
    'square',
    [...ONE, 'adult', 'vivid'],
  ],
  [
    'Three generations',
    'Three people of one house.',
    3,
    'family',
    'wide',
    ['group of people', 'family', 'child', 'togetherness'],
  ],
  ['Study of a face', 'One face, drawn with few lines.', 1, 'adults', 'tower', [...ONE, 'young adult']],
  [
    'Band of four',
    'Four musicians between two songs.',
    4,
    'adults',
    'square',
    ['group of people', 'music', 'friendship', 'young adult'],
  ],
  [
    'Two neighbours',
    'Two neighbours meet at the fence.',
    2,
    'adults',
    'panorama',
    ['two people', 'neighbour', 'adult', 'copy space'],
  ],
]

/** Illustrations of people, alone and in groups. */
export const PEOPLE: Scene = {
  name: 'people',
  collection: 'Vitrine People',
  artist: 'Hal Fictional',
  drawn: true,
  keywords: ['people', 'illustration', 'smiling', 'indoors'],
  variants: PLAN.map(
    ([title, caption, count, ages, shape, keywords], index): Variant => ({
      title,
      caption,
      keywords,
      shape,
      draw: (canvas) => draw(canvas, count, index, ages),
    }),
  ),
}
