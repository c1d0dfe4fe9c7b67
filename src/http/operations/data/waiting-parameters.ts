import { Type } from 'typebox'
import { flag, number, oneOf, optional, time } from '../../schemas/parameters.ts'
import { PRODUCT_TYPES } from '../../schemas/products.ts'

/** Parameters of operations that wait for a later step. */
export const count = (minimum: number, maximum: number, byDefault: number, description: string) =>
  Type.Integer({ minimum, maximum, default: byDefault, description })
export const page = count(1, 2 ** 31 - 1, 1, 'Counts from 1.')
export const ORDER = 'Order of what is answered.'

export const text = (description: string) => optional(Type.String({ maxLength: 2000, description }))
export const companyWide = flag('Of all users of the company.', false)
export const between = {
  date_from: time('On this day or later.'),
  date_to: time('On this day or before.'),
}
export const productType = (description: string) => optional(oneOf(PRODUCT_TYPES, { description }))
/** What pays for a download. */
export const ofProduct = {
  product_id: number('The product that pays.'),
  product_type: productType('The kind of product that pays.'),
  use_team_credits: flag('Whether the credits of the team pay.', false),
}
