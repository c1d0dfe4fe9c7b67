import { list } from './text.ts'
import type { XmpStruct } from './xmp.ts'
import { structsOf, textOf, textsOf, type XmpProperties } from './xmp-values.ts'

/** Properties whose entries are paths from a wide term to a narrow one, and what stands between the terms. */
const HIERARCHIES = {
  'lr:hierarchicalSubject': '|',
  'mediapro:CatalogSets': '|',
  'digiKam:TagsList': '/',
  'MicrosoftPhoto:LastKeywordXMP': '/',
  'MicrosoftPhoto:LastKeywordIPTC': '/',
} as const

/** Tags by which a program notes its own affairs. */
const INTERNAL = /^_digikam_internal_tags_/i

/** Of a hierarchy within a hierarchy. */
const MAX_DEPTH = 12

/** The terms of all hierarchies of keywords that programs write beside the plain ones. */
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
