import type { Asset } from '../catalogue/asset.ts'
import { aspectRatioOf } from '../catalogue/video.ts'
import { isDrawable, LETTER_HEIGHT, strokesOf } from '../media/stroke-text.ts'

/** What the card of a video shows. */
export type FilmedAsset = Pick<Asset, 'title' | 'clipLength' | 'aspectRatio' | 'frameWidth' | 'frameHeight'>

const LONGEST_SIDE_PX = 1536
const DEFAULT_RATIO = 16 / 9
/** Cards of extremely wide or high videos are not as extreme, so that there is room for the title. */
const MAX_RATIO = 2.5
const MARGIN_PX = 72
const MAX_LINES = 3
const TITLE_SCALE = 2.5
const LENGTH_SCALE = 2.2
/** From one line of the title to the next, in heights of a letter. */
const LINE_SPACING = 1.75
/** The share of a title's letters that must be drawable: what remains of others would be misleading. */
const MIN_DRAWABLE_SHARE = 0.8
const INK = '#57534c'

/**
 * Draws the card by which a video is shown as long as there are no pictures of it, in the shape of its frames: its title
 * and the length of the clip. The title is left out if it is in a script for which there are no stroke letters.
 */
export function videoCardSvg(video: FilmedAsset): string {
  const { width, height } = shapeOf(video)
  const lines = titleLines(video.title, (width - 2 * MARGIN_PX) / TITLE_SCALE)
  const top = height - MARGIN_PX - LETTER_HEIGHT * TITLE_SCALE * (1 + LINE_SPACING * (lines.length - 1))
  const title = lines.map((line, index) =>
    placed(line, {
      x: MARGIN_PX,
      y: top + index * LINE_SPACING * LETTER_HEIGHT * TITLE_SCALE,
      scale: TITLE_SCALE,
    }),
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#e9e7e3"/><stop offset="1" stop-color="#d8d5cf"/></linearGradient></defs>
<rect width="${width}" height="${height}" fill="url(#g)"/>
${playSign(width / 2, Math.min(height / 2, (top + MARGIN_PX) / 2))}
<g fill="none" stroke="${INK}" stroke-width="3.2" stroke-linejoin="round" stroke-linecap="round">${title.join('')}${lengthOf(video, width)}</g></svg>`
}

function shapeOf(video: FilmedAsset): { width: number; height: number } {
  const [width, height] = aspectRatioOf(video)?.split(':').map(Number) ?? []
  const stated = width === undefined ? DEFAULT_RATIO : width / height!
  const ratio = Math.min(MAX_RATIO, Math.max(1 / MAX_RATIO, stated))
  return ratio >= 1
    ? { width: LONGEST_SIDE_PX, height: Math.round(LONGEST_SIDE_PX / ratio) }
    : { width: Math.round(LONGEST_SIDE_PX * ratio), height: LONGEST_SIDE_PX }
}

const playSign = (x: number, y: number) =>
  `<g transform="translate(${x} ${y})"><circle r="110" fill="none" stroke="#a8a39a" stroke-width="14"/><path d="M-36 -58L64 0L-36 58Z" fill="#a8a39a"/></g>`

/** The length of the clip, "1:30" or "1:02:03", in the upper right corner. */
function lengthOf({ clipLength }: FilmedAsset, width: number): string {
  if (clipLength === null) return ''
  const [hours, minutes, seconds] = clipLength.split(':').map(Number)
  const whole = hours === 0 ? [minutes, seconds] : [hours, minutes, seconds]
  const text = whole.map((part, index) => (index === 0 ? part : String(part).padStart(2, '0'))).join(':')
  const x = width - MARGIN_PX - strokesOf(text).width * LENGTH_SCALE
  return placed(text, { x, y: MARGIN_PX, scale: LENGTH_SCALE })
}

const placed = (text: string, { x, y, scale }: { x: number; y: number; scale: number }) =>
  `<g transform="translate(${Math.round(x)} ${Math.round(y)}) scale(${scale})">${strokesOf(text).paths}</g>`

/** Breaks a title into lines no wider than `room`; a longer one ends with dots. */
function titleLines(title: string, room: number): string[] {
  const lines: string[] = []
  for (const word of drawableWords(title)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`
    if (lines.length > 0 && strokesOf(longer).width > room) lines.push(word)
    else lines.splice(Math.max(0, lines.length - 1), 1, longer)
  }
  const shown = lines.slice(0, MAX_LINES).map((line) => shortened(line, room))
  return lines.length > MAX_LINES ? shown.with(-1, shortened(`${shown.at(-1)}...`, room)) : shown
}

function drawableWords(title: string): string[] {
  const letters = [...title.toUpperCase().normalize('NFC')]
  const drawable = letters.map((letter) => (/\s/u.test(letter) ? ' ' : letter)).filter(isDrawable)
  if (drawable.length < letters.length * MIN_DRAWABLE_SHARE) return []
  return drawable.join('').split(' ').filter(Boolean)
}

/** Ends a line that is too wide with dots. */
function shortened(line: string, room: number): string {
  let letters = [...line.replace(/\.+$/, '')]
  if (strokesOf(line).width <= room) return line
  while (letters.length > 1 && strokesOf(`${letters.join('')}...`).width > room)
    letters = letters.slice(0, -1)
  return `${letters.join('').trimEnd()}...`
}
