import type { ExifWords } from './exif.ts'
import type { IimRecord } from './iim.ts'
import { lines, list } from './text.ts'
import type { XmpValue } from './xmp.ts'
import { textsOf, type XmpProperties } from './xmp-values.ts'

/** The raw fields of a file's blocks under their native names, for mappings that ask for one: texts, or lists of texts. */
export type WrittenFields = {
  /** By prefix and name, with the file's own prefix where the namespace is unknown: "dc:title", "acme:ShelfMark". */
  readonly xmp: Readonly<Record<string, string | readonly string[]>>
  /** By record and data set (IPTC-IIM 4.2): "2:105"; a list if repeated. */
  readonly iim: Readonly<Record<string, string | readonly string[]>>
  /** By tag: ImageDescription, Artist, Copyright, Make, Model, Software, UserComment (EXIF 3.0); XPTitle … (Windows). */
  readonly exif: Readonly<Record<string, string>>
}

/** Limit for one file, all three blocks together; what exceeds its share is left out. */
const MAX_CHARACTERS = 30_000
const MAX_TEXT_CHARACTERS = 2000
const MAX_FIELDS = 300

/** Collects the text fields; structures are left out. */
export function writtenFields(xmp: XmpProperties, iim: IimRecord, exif: ExifWords | null): WrittenFields {
  let left = MAX_CHARACTERS
  const within = <T extends string | readonly string[]>(fields: Iterable<readonly [string, T | null]>) => {
    const kept: [string, T][] = []
    for (const [name, value] of fields) {
      if (value === null || value.length === 0) continue
      const length = name.length + [value].flat().join('  ').length
      if (length > MAX_TEXT_CHARACTERS || length > left || kept.length >= MAX_FIELDS) continue
      left -= length
      kept.push([name, value])
    }
    return Object.fromEntries(kept) as Record<string, T>
  }
  return {
    exif: within(Object.entries(exif?.asWritten ?? {}).map(([tag, text]) => [tag, lines(text)])),
    iim: within(
      [...iim].map(([dataSet, texts]) => [`2:${dataSet}`, texts.length > 1 ? list(texts) : lines(texts[0])]),
    ),
    xmp: within([...xmp].map(([name, value]) => [name, plain(value)])),
  }
}

function plain(value: XmpValue): string | readonly string[] | null {
  const texts = textsOf(value)
  const isList = typeof value === 'object' && 'list' in value
  return isList ? list(texts) : lines(texts[0])
}
