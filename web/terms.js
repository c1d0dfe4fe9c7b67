// @ts-check
// The terms of a product in sentences: what it covers, how much may be downloaded, and what a download needs.

import { comma, say, sayValue } from './language.js'

/** The brands of the API, which are names in every language. */
const BRANDS = /** @type {Record<string, string>} */ ({ gettyimages: 'Getty Images', istockphoto: 'iStock' })

/** @param {any} product as in /v1/products @returns {string[]} */
export const sayTerms = (product) => [
  ...sayCovered(product.covers),
  ...sayLimit(product),
  ...sayRequired(product.download_requirements),
]

/** @param {any} covers what is left out is not limited */
function sayCovered({
  asset_families: families = [],
  collections,
  brands,
  license_models: models,
  largest_size: size,
}) {
  return [
    families.length === 1
      ? say(families[0] === 'creative' ? 'coversCreative' : 'coversEditorial')
      : say('coversAll'),
    collections
      ? only(
          'onlyCollections',
          collections.map((/** @type {any} */ { name, code }) => name ?? code),
        )
      : say('allCollections'),
    ...(brands
      ? [
          only(
            'onlyBrands',
            brands.map((/** @type {string} */ brand) => BRANDS[brand] ?? brand),
          ),
        ]
      : []),
    ...(models ? [only('onlyModels', models.map(sayValue))] : []),
    size ? say('upToSize', { name: sayValue(size) }) : say('allSizes'),
  ]
}

/** @param {import('./language.js').Word} word @param {string[]} names */
const only = (word, names) => say(word, { n: names.length, name: names.join(comma) })

/** @param {any} product */
function sayLimit({ type, download_limit: limit, download_limit_duration: period, overage }) {
  if (type === 'creditpack') return [say('paidByCredits')]
  if (limit === undefined) return [say('noLimit')]
  const word = /** @type {import('./language.js').Word} */ (`limit${period ?? 'InAll'}`)
  return [say(word, { n: limit }), ...(overage.limit > 0 ? [say('moreBeyond', { n: overage.limit })] : [])]
}

/** @param {any} needs */
function sayRequired({
  is_project_code_required: isCodeRequired,
  is_note_required: isNoteRequired,
  project_codes: codes,
}) {
  const code = codes.length > 0 ? only('needsListedCode', codes) : say('needsCode')
  return [...(isCodeRequired ? [code] : []), ...(isNoteRequired ? [say('needsNote')] : [])]
}
