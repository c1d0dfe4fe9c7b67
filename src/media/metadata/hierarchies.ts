import { list } from './text.ts'
import type { XmpStruct } from './xmp.ts'
import { structsOf, textOf, textsOf, type XmpProperties } from './xmp-values.ts'

/** Properties whose entries are paths from a broad term to a narrow one, with the separator between the terms. */
const HIERARCHIES = {
  'lr:hierarchicalSubject': '|',
  'mediapro:CatalogSets': '|',
  'digiKam:TagsList': '/',
  'MicrosoftPhoto:LastKeywordXMP': '/',
  'MicrosoftPhoto:LastKeywordIPTC': '/',
} as const

/** Tags that programs use for their own bookkeeping. */
const INTERNAL = /^_digikam_internal_tags_/i

/** Separates the levels of a hierarchy within a hierarchy. */
const MAX_DEPTH = 12

/** The terms of all keyword hierarchies that programs write alongside the flat keywords. */
export function hierarchyTerms(xmp: XmpProperties): string[] {
  const paths = Object.entries(HIERARCHIES).flatMap(([property, separator]) =>
    textsOf(xmp.get(property))
      .filter((path) => !INTERNAL.test(path))
      .flatMap((path) => path.split(separator)),
  )
  const roots = structsOf(xmp.get('mwg-kw:Keywords')).flatMap(({ members }) =>
    structsOf(members.get('mwg-kw:Hierarchy')),
  )
  return list([...paths, ...roots.flatMap((root) => termsOf(root, 0))])
}

/** A keyword of the Metadata Working Group (Guidelines 2.0, 5.4), and those below it. */
function termsOf({ members }: XmpStruct, depth: number): string[] {
  if (depth > MAX_DEPTH) return []
  const own = textOf(members.get('mwg-kw:Keyword'))
  const below = structsOf(members.get('mwg-kw:Children')).flatMap((child) => termsOf(child, depth + 1))
  return own === null ? below : [own, ...below]
}
