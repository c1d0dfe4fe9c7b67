/** A colour in CIE L*a*b* (D65): lightness 0 to 100, then green to red and blue to yellow. */
export type Lab = { readonly l: number; readonly a: number; readonly b: number }

/** The D65 white point in XYZ. */
const WHITE = [0.95047, 1, 1.08883] as const

/** The L*a*b* of an sRGB colour given as 0 to 255 (IEC 61966-2-1, CIE 15). */
export function labOf([red, green, blue]: readonly [number, number, number]): Lab {
  const [r, g, b] = [lightOf(red / 255), lightOf(green / 255), lightOf(blue / 255)]
  const x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / WHITE[0])
  const y = curve((0.2126729 * r + 0.7151522 * g + 0.072175 * b) / WHITE[1])
  const z = curve((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / WHITE[2])
  return { l: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z) }
}

/** The RGB components of "#002244" or "002244"; null when it is not a colour. */
export function rgbOf(text: string): [number, number, number] | null {
  const hex = /^#?([0-9a-f]{6})$/i.exec(text)?.[1]
  if (hex === undefined) return null
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number, number]
}

/** The distance of two colours (CIE76): below 10 they look alike at a glance, above 50 they are clearly different. */
export function distanceOf(one: Lab, other: Lab): number {
  return Math.hypot(one.l - other.l, one.a - other.a, one.b - other.b)
}

/** Linear light (0 to 1) of a component of an sRGB colour, 0 to 1 (IEC 61966-2-1). */
export const lightOf = (part: number): number =>
  part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4

/** The sRGB component (0 to 1) for an amount of linear light (0 to 1). */
export const partOf = (light: number): number =>
  light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055

const curve = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116)

/** The D50 white point in XYZ, of L*a*b* in ICC profiles and files. */
const WHITE_D50 = [0.96422, 1, 0.82521] as const

/** The sRGB colour (0 to 255) of a L*a*b* of D50, adapted to D65 (Bradford). Colours outside sRGB are clipped. */
export function rgbOfLab({ l, a, b }: Lab): [number, number, number] {
  const y = (l + 16) / 116
  const x50 = WHITE_D50[0] * uncurve(y + a / 500)
  const y50 = uncurve(y)
  const z50 = WHITE_D50[2] * uncurve(y - b / 200)
  const part = (light: number) => Math.round(255 * Math.min(1, Math.max(0, partOf(light))))
  return [
    part(3.1338561 * x50 - 1.6168667 * y50 - 0.4906146 * z50),
    part(-0.9787684 * x50 + 1.9161415 * y50 + 0.033454 * z50),
    part(0.0719453 * x50 - 0.2289914 * y50 + 1.4052427 * z50),
  ]
}

const uncurve = (t: number) => (t > 6 / 29 ? t ** 3 : (116 * t - 16) * (27 / 24389))
