import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'

/** Content and metadata of a test picture. Everything is optional; pictures of the same colour and size have equal pixels. */
export type PictureSpec = {
  readonly width?: number
  readonly height?: number
  /** CSS colour of the whole picture. */
  readonly colour?: string
  readonly format?: 'jpeg' | 'png' | 'webp' | 'tiff' | 'avif'
  readonly title?: string
  readonly caption?: string
  readonly keywords?: readonly string[]
  readonly artist?: string
  readonly credit?: string
  readonly collection?: string
  readonly city?: string
  readonly country?: string
  readonly created?: string
  readonly drawn?: boolean
  readonly rating?: number
  readonly documentId?: string
  readonly jobId?: string
}

/** Writes a picture with its XMP into a folder and returns its path. */
export async function writePicture(folder: string, name: string, spec: PictureSpec = {}): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, await makePicture(spec))
  return path
}

/** Returns the bytes of such a picture. */
export async function makePicture(spec: PictureSpec = {}): Promise<Buffer> {
  const { width = 640, height = 480, colour = 'teal', format = 'jpeg' } = spec
  const picture = sharp({ create: { width, height, channels: 3, background: colour } })
  return picture.withXmp(toXmp(spec)).toFormat(format).toBuffer()
}

/** Returns an XMP packet with the metadata of the spec. */
export function toXmp(spec: PictureSpec): string {
  const plain = (tag: string, value: string | number | undefined) =>
    value === undefined ? '' : `<${tag}>${escaped(String(value))}</${tag}>`
  const inOneLanguage = (tag: string, value: string | undefined) =>
    value === undefined
      ? ''
      : `<${tag}><rdf:Alt><rdf:li xml:lang="x-default">${escaped(value)}</rdf:li></rdf:Alt></${tag}>`
  const many = (tag: string, kind: 'Bag' | 'Seq', values: readonly string[] | undefined) =>
    values === undefined
      ? ''
      : `<${tag}><rdf:${kind}>${values.map((value) => `<rdf:li>${escaped(value)}</rdf:li>`).join('')}</rdf:${kind}></${tag}>`
  const collection =
    spec.collection === undefined
      ? ''
      : `<coll:Collections><rdf:Bag><rdf:li rdf:parseType="Resource"><coll:CollectionName>${escaped(spec.collection)}</coll:CollectionName></rdf:li></rdf:Bag></coll:Collections>`
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:coll="http://www.metadataworkinggroup.com/schemas/collections/">
${inOneLanguage('dc:title', spec.title)}${inOneLanguage('dc:description', spec.caption)}
${many('dc:subject', 'Bag', spec.keywords)}${many('dc:creator', 'Seq', spec.artist === undefined ? undefined : [spec.artist])}
${plain('photoshop:Credit', spec.credit)}${plain('photoshop:City', spec.city)}${plain('photoshop:Country', spec.country)}${plain('photoshop:DateCreated', spec.created)}
${plain('ext:DigitalSourceType', spec.drawn ? 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation' : undefined)}
${plain('xmp:Rating', spec.rating)}${plain('xmpMM:DocumentID', spec.documentId)}${collection}
</rdf:Description></rdf:RDF></x:xmpmeta>`
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
