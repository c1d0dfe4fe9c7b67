import type { Asset } from './asset.ts'

/** A licence or rights statement with its published URL; `name` is null if the URL is not recognised. */
export type RightsStatement = { readonly uri: string; readonly name: string | null }

type RightsTexts = Pick<Asset, 'webStatement' | 'usageTerms' | 'copyright'>

const URI = /https?:\/\/[^\s<>"'|()]+/g
/** Ends of a licence's URL for its summary or legal text, possibly in a language. */
const PRESENTATION = /\/(?:deed|legalcode)(?:\.[\w-]+)?$/
const LICENCE = /^creativecommons\.org\/licenses\/([a-z-]+)\/(\d\.\d)(?:\/([a-z]{2,6}))?$/
const DEDICATION = /^creativecommons\.org\/publicdomain\/(zero|mark)\/(\d\.\d)$/
const STATEMENT = /^rightsstatements\.org\/(?:vocab|page)\/([\w-]+)\/\d\.\d$/

/** https://creativecommons.org/share-your-work/cclicenses/ */
const CONDITIONS: Readonly<Record<string, string>> = {
  by: 'Attribution',
  nc: 'NonCommercial',
  nd: 'NoDerivatives',
  sa: 'ShareAlike',
}
/** The English names of https://rightsstatements.org/page/1.0/ */
const STATEMENTS: Readonly<Record<string, string>> = {
  InC: 'In Copyright',
  'InC-OW-EU': 'In Copyright – EU Orphan Work',
  'InC-EDU': 'In Copyright – Educational Use Permitted',
  'InC-NC': 'In Copyright – Non-Commercial Use Permitted',
  'InC-RUU': 'In Copyright – Rights-holder(s) Unlocatable or Unidentifiable',
  'NoC-CR': 'No Copyright – Contractual Restrictions',
  'NoC-NC': 'No Copyright – Non-Commercial Use Only',
  'NoC-OKLR': 'No Copyright – Other Known Legal Restrictions',
  'NoC-US': 'No Copyright – United States',
  CNE: 'Copyright Not Evaluated',
  UND: 'Copyright Undetermined',
  NKC: 'No Known Copyright',
}

/**
 * Returns the licence or rights statement of an asset: the first recognised URL in its web statement
 * (xmpRights:WebStatement), usage terms or copyright notice, else the web statement itself. Null if there is none.
 */
export function rightsStatementOf({
  webStatement,
  usageTerms,
  copyright,
}: RightsTexts): RightsStatement | null {
  const recognised = [webStatement, usageTerms, copyright]
    .flatMap((text) => text?.match(URI) ?? [])
    .map((found) => found.replace(/[.,;:]$/, ''))
    .map((uri) => ({ uri, name: nameOf(uri) }))
    .find(({ name }) => name !== null)
  if (recognised) return recognised
  const uri = webStatement?.trim() ?? ''
  return /^https?:\/\/\S+$/i.test(uri) && URL.canParse(uri) ? { uri, name: null } : null
}

/**
 * Returns a text that says how a picture may be used: its usage terms, else the name and URL of its rights statement.
 */
export function usageTextOf(texts: RightsTexts): string | null {
  const statement = rightsStatementOf(texts)
  const terms = texts.usageTerms?.trim()
  if (terms && terms !== statement?.uri) return terms
  if (statement === null) return null
  return statement.name === null ? statement.uri : `${statement.name}: ${statement.uri}`
}

function nameOf(uri: string): string | null {
  const [bare = ''] = uri.replace(/^https?:\/\/(?:www\.)?/, '').split(/[?#]/)
  const path = bare.replace(/\/$/, '').replace(PRESENTATION, '')
  const code = STATEMENT.exec(path)?.[1]
  if (code !== undefined) return STATEMENTS[code] ?? null
  const dedication = DEDICATION.exec(path)
  if (dedication) return `${dedication[1] === 'zero' ? 'CC0' : 'Public Domain Mark'} ${dedication[2]}`
  const licence = LICENCE.exec(path)
  return licence && nameOfLicence(licence[1]!, licence[2]!, licence[3])
}

/** Returns "Creative Commons Attribution-ShareAlike 3.0 DE" for "by-sa", "3.0" and "de". */
function nameOfLicence(code: string, version: string, port: string | undefined): string | null {
  const conditions = code.split('-').map((part) => CONDITIONS[part])
  if (conditions.includes(undefined)) return null
  return ['Creative Commons', conditions.join('-'), version, ...(port ? [port.toUpperCase()] : [])].join(' ')
}
