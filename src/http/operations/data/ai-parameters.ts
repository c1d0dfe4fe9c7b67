import { Type } from 'typebox'

/** An integer with a default. */
export const count = (minimum: number, maximum: number, byDefault: number, description: string) =>
  Type.Integer({ minimum, maximum, default: byDefault, description })
/** The number of a page. */
export const page = count(1, 2 ** 31 - 1, 1, 'Number of the page, from 1.')
