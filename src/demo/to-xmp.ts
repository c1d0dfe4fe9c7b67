import type { DemoPicture } from './demo-pictures.ts'
import { OTHER_LANGUAGES } from './wording.ts'

const SOURCE_TYPES = 'http://cv.iptc.org/newscodes/digitalsourcetype'
const USAGE = 'Drawn by the program for demonstration. Free to use for any purpose (CC0 1.0).'
const STATEMENT = 'https://creativecommons.org/publicdomain/zero/1.0/'

const NAMESPACES = {
  dc: 'http://purl.org/dc/elements/1.1/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  Iptc4xmpCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  'mwg-coll': 'http://www.metadataworkinggroup.com/schemas/collections/',
}

/** The XMP packet (ISO 16684-1) that a demo picture carries. */
export function toXmp(picture: DemoPicture): string {
  const { keywords, artist, collection, place, created, drawn, rating, jobId, seed, news } = picture
  const [city, region, country, code] = place ?? []
  const properties = [
    inAllLanguages('dc:title', picture, 'title'),
    inAllLanguages('dc:description', picture, 'caption'),
    inOneLanguage('dc:rights', `© ${artist}, a fictional artist`),
    inOneLanguage('xmpRights:UsageTerms', USAGE),
    list('dc:subject', 'Bag', keywords),
    list('dc:creator', 'Seq', [artist]),
    plain('xmpRights:WebStatement', STATEMENT),
    plain('photoshop:Credit', `${artist}/${collection}`),
    plain('photoshop:City', city),
    plain('photoshop:State', region),
    plain('photoshop:Country', country),
    plain('Iptc4xmpCore:CountryCode', code),
    plain('photoshop:DateCreated', created),
    plain('photoshop:Source', news ? 'Vitrine Press' : undefined),
    news && news.people.length > 0 ? list('Iptc4xmpExt:PersonInImage', 'Bag', news.people) : '',
    plain('photoshop:TransmissionReference', jobId),
    plain(
      'Iptc4xmpExt:DigitalSourceType',
      `${SOURCE_TYPES}/${drawn ? 'digitalCreation' : 'algorithmicMedia'}`,
    ),
    plain('xmp:Rating', String(rating)),
    plain('xmpMM:DocumentID', `xmp.did:vitrine-demo-${seed}`),
    `<mwg-coll:Collections><rdf:Bag><rdf:li rdf:parseType="Resource">${plain('mwg-coll:CollectionName', collection)}</rdf:li></rdf:Bag></mwg-coll:Collections>`,
  ]
  const declared = Object.entries(NAMESPACES).map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${declared.join(' ')}>${properties.join('')}</rdf:Description></rdf:RDF></x:xmpmeta>`
}

const plain = (tag: string, text: string | undefined) =>
  text === undefined ? '' : `<${tag}>${escaped(text)}</${tag}>`

/** A language alternative (ISO 16684-1, 8.2.2.4): x-default repeats the default text. */
const alternatives = (tag: string, texts: readonly (readonly [language: string, text: string])[]) =>
  `<${tag}><rdf:Alt>${texts.map(([language, text]) => `<rdf:li xml:lang="${language}">${escaped(text)}</rdf:li>`).join('')}</rdf:Alt></${tag}>`

const inOneLanguage = (tag: string, text: string) => alternatives(tag, [['x-default', text]])

const inAllLanguages = (tag: string, picture: DemoPicture, member: 'title' | 'caption') =>
  alternatives(tag, [
    ['x-default', picture[member]],
    ['en', picture[member]],
    ...OTHER_LANGUAGES.map((language) => [language, picture.texts[language][member]] as const),
  ])

const list = (tag: string, kind: 'Bag' | 'Seq', texts: readonly string[]) =>
  `<${tag}><rdf:${kind}>${texts.map((text) => `<rdf:li>${escaped(text)}</rdf:li>`).join('')}</rdf:${kind}></${tag}>`

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
