import { lightOf } from '../../lib/colour.ts'

/** A square picture of RGB bytes, row by row. */
export type SquarePicture = { readonly data: Uint8Array; readonly side: number }

/** One channel of a square picture, row by row. */
export type Plane = Float32Array

/** The three channels of a picture in CIE L*a*b* (D65). */
export type LabPlanes = { readonly l: Plane; readonly a: Plane; readonly b: Plane }

/** Linear light for each value of a byte, since the curve of sRGB is slow. */
const LIGHT = Float32Array.from({ length: 256 }, (_, byte) => lightOf(byte / 255))

/** Converts a picture to L*a*b*, as `labOf` of lib/colour.ts does for one colour. */
export function labPlanes({ data, side }: SquarePicture): LabPlanes {
  const [l, a, b] = [
    new Float32Array(side * side),
    new Float32Array(side * side),
    new Float32Array(side * side),
  ]
  for (let at = 0; at < l.length; at++) {
    const [red, green, blue] = [LIGHT[data[3 * at]!]!, LIGHT[data[3 * at + 1]!]!, LIGHT[data[3 * at + 2]!]!]
    const x = curve((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047)
    const y = curve(0.2126729 * red + 0.7151522 * green + 0.072175 * blue)
    const z = curve((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883)
    l[at] = 116 * y - 16
    a[at] = 500 * (x - y)
    b[at] = 200 * (y - z)
  }
  return { l, a, b }
}

const curve = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116)

/** Reduces a plane to `to` × `to` means; `to` divides its side. */
export function reducePlane(plane: Plane, to: number): Plane {
  const side = Math.sqrt(plane.length)
  const step = side / to
  const reduced = new Float32Array(to * to)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      reduced[Math.floor(y / step) * to + Math.floor(x / step)]! += plane[y * side + x]!
  return reduced.map((sum) => sum / step ** 2)
}
