import { Type } from 'typebox'
import { flag, number, oneOf, optional, time } from '../../schemas/parameters.ts'
import { ALL_PRODUCT_TYPES } from '../../schemas/products.ts'

/** An integer with a default, for operations that are not available yet. */
export const count = (minimum: number, maximum: number, byDefault: number, description: string) =>
  Type.Integer({ minimum, maximum, default: byDefault, description })
/** The number of a page. */
export const page = count(1, 2 ** 31 - 1, 1, 'Number of the page, from 1.')
/** Describes `sort_order`. */
export const ORDER = 'Order of the results.'

/** An optional text. */
export const text = (description: string) => optional(Type.String({ maxLength: 2000, description }))
/** A time range. */
export const between = {
  date_from: time('On or after this day.'),
  date_to: time('On or before this day.'),
}
/** The type of a product. */
export const productType = (description: string) => optional(oneOf(ALL_PRODUCT_TYPES, { description }))
/** The product that pays for a download. */
export const ofProduct = {
  product_id: number('Product to charge.'),
  product_type: productType('Type of product to charge.'),
  use_team_credits: flag('Whether to pay with the credits of the team.', false),
}
