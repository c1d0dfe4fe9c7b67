import { type Command, InvalidArgumentError } from 'commander'
import { DOWNLOAD_SIZES } from '../catalogue/download-sizes.ts'
import { FAMILIES, LICENSE_MODELS } from '../catalogue/trade-lists.ts'
import { alternatives } from '../lib/text.ts'
import { PERIODS } from '../rights/periods.ts'
import type { Terms } from '../rights/terms.ts'
import { readList, readNumber } from './read-values.ts'

/** Options for the terms of a product; "none" takes a term away. */
export type TermOptions = { readonly [Name in keyof Terms]?: Exclude<Terms[Name], undefined> | 'none' }

type Term = { readonly value: string; readonly description: string; readonly read: (text: string) => unknown }

const list = (description: string): Term => ({
  value: '<list>',
  description: `${description}; "none" is all`,
  read: (text) => (text === 'none' ? text : readList(text)),
})
const number = (description: string): Term => ({
  value: '<n>',
  description,
  read: (text) => (text === 'none' ? text : readNumber(text)),
})
const word = (description: string): Term => ({ value: '<name>', description, read: (text) => text })

/** One line for each term: what is allowed as its value is checked with all terms (rights/terms.ts). */
const TERMS: Readonly<Record<keyof Terms, Term>> = {
  families: list(`only these families: ${alternatives(FAMILIES)}`),
  collections: list('only these collections, by their codes'),
  brands: list('only these brands: gettyimages or istockphoto'),
  licenseModels: list(`only these licence models: ${alternatives(LICENSE_MODELS)}`),
  largestSize: word(`the largest size: ${alternatives(DOWNLOAD_SIZES)}`),
  period: word(`how often downloads are counted anew: ${alternatives(PERIODS)}`),
  limit: number('downloads in a period'),
  overageLimit: number('downloads beyond the limit, which are charged as overage'),
  credits: number('credits of a credit pack'),
  teamCredits: number('credits of the team of a credit pack'),
  noteRequired: {
    value: '<yes>',
    description: 'whether each download needs a note: yes or no',
    read: readYesNo,
  },
  projectCodes: {
    value: '<list>',
    description: 'one of these must be named with each download; "any" asks for any; "none" for none',
    read: (text) => (text === 'none' ? text : text === 'any' ? [] : readList(text)),
  },
}

/** Adds an option for each term of a product to a command. */
export function addTermOptions(command: Command): Command {
  for (const [name, { value, description, read }] of Object.entries(TERMS))
    command.option(`--${kebab(name)} ${value}`, description, read)
  return command
}

/** The terms with the options that were given instead of those that they name. */
export function withOptions(terms: Terms, options: TermOptions): Terms {
  const given = Object.keys(TERMS).map((name) => [name, options[name as keyof Terms]] as const)
  const changes = given.filter(([, value]) => value !== undefined)
  const all = Object.entries({ ...terms, ...Object.fromEntries(changes) })
  return Object.fromEntries(all.filter(([, value]: [string, unknown]) => value !== 'none'))
}

/** Returns whether any term was given. */
export const hasTerms = (options: TermOptions): boolean =>
  Object.keys(TERMS).some((name) => options[name as keyof Terms] !== undefined)

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

function readYesNo(text: string): boolean {
  if (text === 'yes' || text === 'no') return text === 'yes'
  throw new InvalidArgumentError('It must be yes or no.')
}
