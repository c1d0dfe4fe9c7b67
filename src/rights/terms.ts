import { type Static, Type } from 'typebox'
import type { TLocalizedValidationError } from 'typebox/error'
import Schema from 'typebox/schema'
import { DOWNLOAD_SIZES } from '../catalogue/download-sizes.ts'
import { BRANDS, FAMILIES, LICENSE_MODELS } from '../catalogue/trade-lists.ts'
import { Problem } from '../lib/problem.ts'
import { alternatives } from '../lib/text.ts'
import { PERIODS } from './periods.ts'

/** The kinds of products that a customer may have (contract 16, Products). */
export const PRODUCT_TYPES = [
  'easyaccess',
  'editorialsubscription',
  'imagepack',
  'premiumaccess',
  'royaltyfreesubscription',
  'creditpack',
] as const

/** One kind of product. */
export type ProductType = (typeof PRODUCT_TYPES)[number]

const listOf = (values: readonly string[]) =>
  Type.Optional(Type.Array(Type.Enum([...values]), { minItems: 1, uniqueItems: true }))
const count = Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 }))

/**
 * What a product lets its customer download. A list that is left out allows everything; `licenseModels`, also assets
 * whose rights nobody stated.
 */
const Terms = Type.Object(
  {
    families: listOf(FAMILIES),
    /** Codes of collections. */
    collections: Type.Optional(Type.Array(Type.String(), { minItems: 1, uniqueItems: true })),
    brands: listOf(BRANDS),
    licenseModels: listOf(LICENSE_MODELS),
    largestSize: Type.Optional(Type.Enum([...DOWNLOAD_SIZES])),
    period: Type.Optional(Type.Enum([...PERIODS])),
    /** Downloads in a period, or in total if there is no period. Omitted: unlimited. */
    limit: count,
    /** Downloads beyond the limit that are charged as overage. */
    overageLimit: count,
    /** Of a credit pack. */
    credits: count,
    teamCredits: count,
    noteRequired: Type.Optional(Type.Boolean()),
    /** One of these must be named with each download; an empty list asks for any. */
    projectCodes: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
  },
  { additionalProperties: false },
)

/** The terms of one product. */
export type Terms = Static<typeof Terms>

const validator = Schema.Compile(Terms)

/**
 * Checks the terms of a product and returns them as they are recorded: codes of collections in capitals, as collections
 * have them.
 *
 * @throws Problem InvalidAgreement that names what is wrong.
 */
export function readTerms(type: ProductType, terms: unknown): Terms {
  if (!validator.Check(terms)) {
    const [, errors] = validator.Errors(terms)
    const error = errors.find(({ keyword }) => keyword === 'additionalProperties') ?? errors[0]
    throw new Problem('InvalidAgreement', `Product ${type}: ${describe(error)}.`)
  }
  const mistake = mistakeOf(type, terms)
  if (mistake !== null) throw new Problem('InvalidAgreement', `Product ${type}: ${mistake}.`)
  return {
    ...terms,
    ...(terms.collections && { collections: terms.collections.map((code) => code.toUpperCase()) }),
    ...(type === 'editorialsubscription' && { families: ['editorial'] }),
  }
}

/** Says what is wrong with terms, and what would be right. */
function describe(error: TLocalizedValidationError | undefined): string {
  if (error?.keyword === 'additionalProperties')
    return `unknown term "${error.params.additionalProperties[0]}"; known are ${Object.keys(Terms.properties).join(', ')}`
  const [name, position] = error?.instancePath.slice(1).split('/') ?? []
  const where = position === undefined ? name || 'the terms' : `each of ${name}`
  if (error?.keyword === 'enum')
    return `${where} must be ${alternatives(error.params.allowedValues.map(String))}`
  if (error?.keyword === 'minItems') return `${where} must not be empty; leave it out to allow everything`
  if (error?.keyword === 'uniqueItems') return `${where} must not name anything twice`
  if (error?.keyword === 'minLength') return `${where} must not be empty`
  return `${where} ${error?.message}`
}

/** What is wrong with the terms together; null if nothing is. */
function mistakeOf(type: ProductType, terms: Terms): string | null {
  const needs = NEEDS[type].find((name) => terms[name] === undefined)
  if (needs !== undefined) return `it needs "${needs}"`
  const useless = USELESS[type].find((name) => terms[name] !== undefined)
  if (useless !== undefined) return `"${useless}" has no effect on it; leave it out`
  const counted = COUNTED.find((name) => terms[name] !== undefined)
  if (counted !== undefined && terms.limit === undefined && type !== 'creditpack')
    return `"${counted}" has no effect without "limit"`
  if (type === 'editorialsubscription' && terms.families?.includes('creative'))
    return 'families must be editorial, or left out'
  return null
}

/** What a product of each type cannot be without. */
const NEEDS: Readonly<Record<ProductType, readonly (keyof Terms)[]>> = {
  easyaccess: ['largestSize'],
  editorialsubscription: [],
  imagepack: ['limit', 'largestSize'],
  premiumaccess: ['period', 'limit'],
  royaltyfreesubscription: ['period', 'limit'],
  creditpack: ['credits'],
}

/** Terms that say nothing about a product of each type. */
const USELESS: Readonly<Record<ProductType, readonly (keyof Terms)[]>> = {
  easyaccess: ['credits', 'teamCredits'],
  editorialsubscription: ['credits', 'teamCredits'],
  imagepack: ['credits', 'teamCredits', 'period'],
  premiumaccess: ['credits', 'teamCredits'],
  royaltyfreesubscription: ['credits', 'teamCredits'],
  creditpack: ['limit', 'overageLimit'],
}

/** Terms about a limit. */
const COUNTED = ['period', 'overageLimit'] as const
