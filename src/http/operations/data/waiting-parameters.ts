import { Type } from 'typebox'

/** Parameters of operations that wait for a later step. */
export const count = (minimum: number, maximum: number, byDefault: number, description: string) =>
  Type.Integer({ minimum, maximum, default: byDefault, description })
export const page = count(1, 2 ** 31 - 1, 1, 'Counts from 1.')
export const ORDER = 'Order of what is answered.'
