import { Type } from 'typebox'
import { optional } from '../../schemas/parameters.ts'

/** An integer with a default, for operations that are not available yet. */
export const count = (minimum: number, maximum: number, byDefault: number, description: string) =>
  Type.Integer({ minimum, maximum, default: byDefault, description })
/** The number of a page. */
export const page = count(1, 2 ** 31 - 1, 1, 'Number of the page, from 1.')

/** An optional text. */
export const text = (description: string) => optional(Type.String({ maxLength: 2000, description }))
