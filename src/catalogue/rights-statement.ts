import type { Asset } from './asset.ts'

/** A licence or rights statement that is published at an address; `name` is null when its publisher is not known. */
export type RightsStatement = { readonly uri: string; readonly name: string | null }

type RightsTexts = Pick<Asset, 'webStatement' | 'usageTerms' | 'copyright'>

const URI = /https?:\/\/[^\s<>"'|()]+/g
/** Ends of an address that show the same licence as a page, in a language, or as its legal text. */
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
/** https://rightsstatements.org/page/1.0/, in their English words. */
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
 * The licence or rights statement to which a record refers by its address: the web statement (xmpRights:WebStatement),
 * else a known one in its usage terms or its copyright notice. Null when there is none.
 */
export function rightsStatementOf({
  webStatement,
  usageTerms,
  copyright,
}: RightsTexts): RightsStatement | null {
  const known = [webStatement, usageTerms, copyright]
    .flatMap((text) => text?.match(URI) ?? [])
    .map((found) => found.replace(/[.,;:]$/, ''))
    .map((uri) => ({ uri, name: nameOf(uri) }))
    .find(({ name }) => name !== null)
  if (known) return known
  const uri = webStatement?.trim() ?? ''
  return /^https?:\/\/\S+$/i.test(uri) && URL.canParse(uri) ? { uri, name: null } : null
}

/** How a picture may be used, in words: those of its record, else what its rights statement is called and where it is. */
export function howToUse(texts: RightsTexts): string | null {
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

/** "by-sa", "3.0", "de" is "Creative Commons Attribution-ShareAlike 3.0 DE". */
function nameOfLicence(code: string, version: string, port: string | undefined): string | null {
  const conditions = code.split('-').map((part) => CONDITIONS[part])
  if (conditions.includes(undefined)) return null
  return ['Creative Commons', conditions.join('-'), version, ...(port ? [port.toUpperCase()] : [])].join(' ')
}
