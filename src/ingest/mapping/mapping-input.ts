import type { EmbeddedMetadata } from '../../media/metadata/embedded-metadata.ts'
import type { WrittenFields } from '../../media/metadata/written-fields.ts'
import type { PictureFormat } from '../../media/picture-format.ts'
import type { VideoFacts } from '../../media/video/video-facts.ts'
import type { VideoFormat } from '../../media/video-format.ts'
import type { Fields } from '../manifest/manifest-line.ts'
import { type VideoFileFields, videoFileFields } from './video-file-fields.ts'

/** Names of the places that a picture shows, besides the structures that contain them. */
type PlacesShown = { readonly placesShown: readonly string[] }

/** The metadata of a picture file. */
type FileInput = Partial<WrittenFields> & {
  /** In the names of the IPTC Photo Metadata Standard: its XMP, else IIM, else EXIF. */
  readonly iptc: (EmbeddedMetadata & PlacesShown) | null
  /** The file itself, with the format that was detected from its content, and what the file of a video says. */
  readonly file?: { readonly format: PictureFormat | VideoFormat | null } & Partial<VideoFileFields>
}

/** What of a file is part of the mapping input. */
export type DescribedFile = {
  readonly metadata: EmbeddedMetadata
  readonly format?: PictureFormat | VideoFormat | null
  readonly video?: VideoFacts | null
}

/** Makes the part of the mapping input that comes from a file; names of places shown are listed narrowest first. */
export function fileInput({ metadata, format = null, video = null }: DescribedFile): FileInput {
  const names = metadata.locationsShown.flatMap((it) => [it.city, it.provinceState, it.countryName])
  const placesShown = names.filter((name) => name !== null)
  return {
    ...metadata.written,
    iptc: { ...metadata, placesShown },
    file: { format, ...(video && videoFileFields(video, format as VideoFormat)) },
  }
}

/** The input of a mapping: everything known about one asset or record, by namespace. */
export type MappingInput = FileInput & {
  /** A record of a manifest. */
  readonly manifest: Fields | null
  /** The names in the path of a file, as words. */
  readonly path: { readonly name: string; readonly folders: readonly string[] } | null
  /** Where it comes from: a folder, or a manifest. */
  readonly source: { readonly name: string }
}

const NAMESPACES = ['manifest', 'iptc', 'xmp', 'iim', 'exif', 'file', 'path', 'source'] as const

/** Reads one name, such as "manifest.title" or "iptc.creators", from the mapping input. */
export type Reader = (input: MappingInput) => unknown

/** Makes the reader of a name. @throws TypeError if the name begins with none of the namespaces. */
export function readerOf(name: string): Reader {
  const dot = name.indexOf('.')
  const namespace = NAMESPACES.find((it) => it === name.slice(0, dot))
  const member = name.slice(dot + 1)
  if (namespace === undefined || member === '')
    throw new TypeError(`'${name}' must begin with one of ${NAMESPACES.map((it) => `${it}.`).join(', ')}`)
  return (input) => memberOf(input[namespace], member)
}

/** Returns a member by its whole name ("title.de"), else by the path into nested objects. */
function memberOf(from: unknown, name: string): unknown {
  if (typeof from !== 'object' || from === null) return undefined
  if (Object.hasOwn(from, name)) return (from as Record<string, unknown>)[name]
  const dot = name.indexOf('.')
  if (dot === -1 || !Object.hasOwn(from, name.slice(0, dot))) return undefined
  return memberOf((from as Record<string, unknown>)[name.slice(0, dot)], name.slice(dot + 1))
}

/** Returns whether a value is empty. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (typeof value === 'string') return value.trim() === ''
  return Array.isArray(value) && value.every(isEmpty)
}
