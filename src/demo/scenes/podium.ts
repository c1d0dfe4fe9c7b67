import { backdrop, type Canvas, circle, ellipse, glow, gradient, mix, path, rect, stroke } from '../paint.ts'
import { inSuit, photographers } from './figures.ts'
import { bust, type Person, somebody } from './people.ts'

/** Press conferences: a speaker, a panel, and photographers. */

/** The views of a press conference. */
export type PodiumView = 'speaker' | 'table' | 'press'
type Room = readonly [wall: string, light: string, mark: string]

/** The colours of each room: its wall, its light and the marks on the wall. */
const ROOMS = {
  blue: ['#123a63', '#3f7fbf', '#dbe9f7'],
  green: ['#153f36', '#3e8f78', '#e4f3ec'],
  wine: ['#4a1426', '#a33f58', '#fbe6ea'],
} as const satisfies Record<string, Room>

/** Draws a view of a press conference. */
export const podium =
  (view: PodiumView, room: keyof typeof ROOMS) =>
  (canvas: Canvas): string => {
    const [wall, light, mark] = ROOMS[room]
    const views = { speaker, table, press }
    return (
      glow('flash', '#ffffff', 0.85) +
      glow('wash', light, 0.9) +
      backdrop(canvas, [mix(wall, '#ffffff', 0.1), wall, mix(wall, '#000000', 0.45)]) +
      ellipse(canvas.width / 2, canvas.height * 0.3, canvas.width * 0.6, canvas.height * 0.55, 'url(#wash)') +
      marks(canvas, mark) +
      views[view](canvas, [wall, light, mark])
    )
  }

/** A fictional emblem, repeated as on the backdrop of a press conference. */
function marks({ width: w, height: h }: Canvas, colour: string): string {
  const step = Math.max(w, h) / 9
  const size = step * 0.16
  return Array.from({ length: 9 * 7 }, (_, index) => {
    const row = Math.floor(index / 9)
    const [x, y] = [((index % 9) + (row % 2) / 2 + 0.25) * step, (row + 0.4) * step * 0.72]
    return (
      `<circle cx="${x}" cy="${y}" r="${size}" fill="none" stroke="${colour}" stroke-width="${size * 0.2}" opacity="0.3"/>` +
      path(
        `M${x - size * 0.5} ${y + size * 0.4}L${x} ${y - size * 0.5}L${x + size * 0.5} ${y + size * 0.4}Z`,
        colour,
        'opacity="0.3"',
      )
    )
  }).join('')
}

function flag(x: number, foot: number, size: number, colours: readonly [string, string, string]): string {
  const cloth = colours.map((colour, index) =>
    path(
      `M${x + (index * size) / 11} ${foot - size}q${size * 0.06} ${size * 0.3} ${-size * 0.02} ${size * 0.78}h${size * 0.1}q${size * 0.05} ${-size * 0.45} 0 ${-size * 0.78}Z`,
      colour,
    ),
  )
  return (
    rect(x - size * 0.012, foot - size * 1.08, size * 0.024, size * 1.08, '#b9975b') +
    circle(x, foot - size * 1.09, size * 0.026, '#e3c27a') +
    cloth.join('')
  )
}

/** The speaker is the same in every picture. */
const MINISTER: Person = {
  skin: '#e0ac88',
  hair: '#5a3825',
  style: 'bob',
  shirt: '#22262f',
  isOld: false,
  hasGlasses: true,
  hasBeard: false,
}

function speaker(canvas: Canvas, [wall, light, mark]: Room): string {
  const { width: w, height: h } = canvas
  const s = Math.min(w, h) * 0.27
  const [x, y, top] = [w * 0.5, h * 0.4, h * 0.66]
  const colours = [mix(light, '#ffffff', 0.2), '#f4f1ea', mix(wall, '#000000', 0.2)] as const
  const shirt =
    path(`M${x - s * 0.25} ${y + s * 0.66}L${x} ${y + s * 1.5}L${x + s * 0.25} ${y + s * 0.66}Z`, '#f5f3ee') +
    path(`M${x - s * 0.09} ${y + s * 0.78}h${s * 0.18}l${s * 0.06} ${s * 0.8}h${-s * 0.3}Z`, light)
  return (
    flag(w * 0.13, h * 0.94, h * 0.74, colours) +
    flag(w * 0.8, h * 0.94, h * 0.74, colours) +
    bust(x, y, s, MINISTER, h) +
    shirt +
    lectern(x, top, s, h, mark) +
    microphones(canvas, x, top, s)
  )
}

function lectern(x: number, top: number, s: number, h: number, mark: string): string {
  return (
    gradient('wood', ['#8b5a35', '#5c3820']) +
    path(`M${x - s * 1.35} ${top}H${x + s * 1.35}L${x + s * 1.15} ${h + 5}H${x - s * 1.15}Z`, 'url(#wood)') +
    rect(x - s * 1.45, top - s * 0.07, s * 2.9, s * 0.16, '#a8744a', `rx="${s * 0.05}"`) +
    circle(x, top + s * 0.62, s * 0.36, mark, 'opacity="0.92"') +
    path(
      `M${x - s * 0.19} ${top + s * 0.74}L${x} ${top + s * 0.4}L${x + s * 0.19} ${top + s * 0.74}Z`,
      '#5c3820',
    )
  )
}

function microphones({ random }: Canvas, x: number, foot: number, s: number): string {
  const colours = ['#d7263d', '#1b998b', '#f4a300', '#2e5eaa', '#3c3c46']
  return colours
    .map((colour, index) => {
      const [from, to] = [x + (index - 2) * s * 0.34, x + (index - 2) * s * 0.2]
      const y = foot - s * random.between(0.3, 0.5)
      return (
        stroke(`M${from} ${foot}Q${from} ${y + s * 0.1} ${to} ${y}`, '#1d1d22', s * 0.035) +
        rect(to - s * 0.07, y - s * 0.1, s * 0.14, s * 0.13, colour, `rx="${s * 0.02}"`) +
        ellipse(to, y - s * 0.16, s * 0.075, s * 0.09, '#26262c')
      )
    })
    .join('')
}

function table(canvas: Canvas, [wall, light]: Room): string {
  const { width: w, height: h } = canvas
  const s = Math.min(h * 0.24, w * 0.14)
  const top = h * 0.66
  const people = [0.22, 0.5, 0.78].map((share, index) => {
    const shirt = ['#2b303b', light, '#3d2c3a'][index]!
    return bust(w * share, h * 0.44 + (index % 2) * s * 0.1, s, { ...somebody(canvas), shirt }, top + 10)
  })
  const things = [0.22, 0.5, 0.78].map((share) => {
    const x = w * share
    return (
      rect(x - s * 0.62, top - s * 0.28, s * 1.24, s * 0.3, '#f7f4ec', 'rx="4"') +
      rect(x - s * 0.45, top - s * 0.17, s * 0.9, s * 0.07, mix(wall, '#ffffff', 0.2)) +
      stroke(`M${x + s * 0.8} ${top}q0 ${-s * 0.4} ${-s * 0.14} ${-s * 0.5}`, '#1d1d22', s * 0.04) +
      ellipse(x + s * 0.65, top - s * 0.54, s * 0.08, s * 0.1, '#26262c') +
      rect(x - s * 0.95, top - s * 0.42, s * 0.16, s * 0.42, '#cfe8f2', 'opacity="0.75" rx="4"')
    )
  })
  return (
    people.join('') +
    gradient('cloth', [mix(light, '#ffffff', 0.12), mix(wall, '#000000', 0.15)]) +
    rect(0, top, w, h - top, 'url(#cloth)') +
    rect(0, top, w, h * 0.012, '#ffffff', 'opacity="0.35"') +
    things.join('')
  )
}

function press(canvas: Canvas, room: Room): string {
  const { width: w, height: h } = canvas
  const foot = h * 0.74
  return (
    rect(0, foot - h * 0.03, w, h, mix(room[0], '#000000', 0.55)) +
    inSuit(canvas, w * 0.36, foot, h * 0.5, '#2a2f3a') +
    inSuit(canvas, w * 0.62, foot, h * 0.47, '#51364a', true) +
    photographers(canvas, { y: h * 0.8, size: h * 0.075 })
  )
}
