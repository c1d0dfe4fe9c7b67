import { type TSchema, Type } from 'typebox'
import type { Ability } from '../../access/abilities.ts'
import { PRODUCT_TYPES } from '../../rights/terms.ts'

/** Parameter schemas that several operations share; http/parameters.ts reads values by them. */

/** The documented page lengths of searches (contract 6); others are refused. */
export const PAGE_SIZES = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 25, 30, 50, 60, 75, 100] as const

/**
 * Constraints that the OpenAPI document shows but the reader does not enforce, because the operation itself refuses
 * violations with a code or message of its own.
 */
export const documented = (more: {
  required?: true
  minItems?: number
  minLength?: number
  minimum?: number
  maximum?: number
  pattern?: string
  items?: object
}) => ({ documented: more })

/**
 * Makes a parameter that only keys with an ability have; for others it is unknown. The OpenAPI document has the ability
 * as an extension.
 */
export const onlyWith = <T extends TSchema>(ability: Ability, schema: T) =>
  Type.Optional({ ...schema, 'x-ability': ability })

/** Makes a parameter optional. */
export const optional = <T extends TSchema>(schema: T) => Type.Optional(schema)

/** One of these values. */
export const oneOf = <const T extends string>(values: readonly T[], options: object = {}) =>
  Type.Unsafe<T>({ ...options, type: 'string', enum: values })

/** A list of these values, written as CSV in one value. */
export const anyOf = <const T extends string>(values: readonly T[], description: string) =>
  optional(Type.Array(oneOf(values), { description }))

/** A list of texts of up to 200 characters each, written as CSV in one value. */
export const texts = (description: string) =>
  optional(Type.Array(Type.String({ maxLength: 200 }), { description }))

/** A list of numeric ids, written as CSV in one value. */
export const ids = (description: string) =>
  optional(Type.Array(Type.Integer({ minimum: 0 }), { description }))

/** true or false. */
export const flag = (description: string, byDefault?: boolean) =>
  optional(Type.Boolean({ description, ...(byDefault === undefined ? {} : { default: byDefault }) }))

/** Number of results that can be paged through (contract 16, Paging); pages beyond are refused with 400 InvalidPage. */
export const MAX_RESULTS_DEEP = 10_000

/** The parameters `page` and `page_size`. */
export const paging = (defaultSize: number) => ({
  page: Type.Integer({
    minimum: 1,
    default: 1,
    description: `Number of the page, from 1; page times page_size is at most ${MAX_RESULTS_DEEP}.`,
    ...documented({ maximum: MAX_RESULTS_DEEP }),
  }),
  page_size: Type.Unsafe<number>({
    type: 'integer',
    enum: PAGE_SIZES,
    default: defaultSize,
    description: 'Results per page.',
  }),
})

/** The parameters `page` and `page_size` of lists whose pages may have any length up to 100. */
export const listPaging = (defaultSize: number, description: string) => ({
  page: Type.Integer({ minimum: 1, default: 1, description: 'Number of the page, from 1.' }),
  page_size: Type.Integer({ minimum: 1, maximum: 100, default: defaultSize, description }),
})

/** The parameter `fields`; the OpenAPI document omits the values that are always refused. */
export const fieldsOf = <const T extends string>(
  values: readonly T[],
  byDefault: readonly string[] = ['summary_set'],
  { refused = [] }: { refused?: readonly T[] } = {},
) =>
  Type.Array(oneOf(values), {
    default: [...byDefault],
    description: 'Fields and sets of fields to return; their union is returned.',
    ...(refused.length > 0 &&
      documented({ items: oneOf(values.filter((value) => !refused.includes(value))) })),
  })

/** A non-negative integer. */
export const number = (description: string) => optional(Type.Integer({ minimum: 0, description }))

/** The order of results; the first value is the default. */
export const sortOrder = (orders: readonly string[], description: string) =>
  optional(oneOf(orders, { default: orders[0], description }))

/** An ISO 8601 date-time, or a date alone; without an offset it is UTC. */
export const time = (description: string) =>
  optional(Type.String({ format: 'date-time', description, examples: ['2026-05-31T00:00:00Z'] }))

/** The types of products by which searches can be filtered (contract 7). */
const COVERING_TYPES = PRODUCT_TYPES.filter((type) => type !== 'creditpack')

const productType = (options: object = {}) =>
  Type.String({
    ...options,
    pattern: `^(?:${COVERING_TYPES.join('|')})(?::\\d{1,10})?$`,
    examples: [...COVERING_TYPES, 'premiumaccess:1234'],
  })

/** A type of product, or one product by its type and id. */
export const product = (description: string) => optional(productType({ description }))

/** The same as a list. */
export const products = (description: string) => optional(Type.Array(productType(), { description }))

/** Ids of assets, so many at most. */
export const assetIds = (max: number) =>
  idsOf(Type.String({ maxLength: 64 }), { max, examples: ['100000001', '100000002'] })

/** Ids of events, so many at most. */
export const eventIds = (max: number) => idsOf(Type.Integer({ minimum: 0 }), { max, examples: [10001] })

const idsOf = <Id extends TSchema>(
  id: Id,
  { max, examples }: { max: number; examples: readonly unknown[] },
) =>
  optional(
    Type.Array(id, {
      maxItems: max,
      description: `At most ${max} ids.`,
      examples: [examples],
      ...documented({ required: true, minItems: 1 }),
    }),
  )
