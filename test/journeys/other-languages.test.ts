import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { withXmp } from '../support/hostile-files.ts'
import { emptyLibrary, ingestAndIndex, type Served, serve, temporaryFolder } from '../support/library.ts'
import { ingestRecords, lines } from '../support/manifests.ts'
import { makePicture } from '../support/pictures.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const lifetime = suiteLifetime()

const RECORDS = [
  { id: '1', title: { el: 'Λιμάνι του Πειραιά', en: 'Harbour of Piraeus' } },
  { id: '2', title: 'Havn i Aarhus', 'title.nb': 'Havna i Aarhus', language: 'da' },
  { id: '3', title: { 'ar-EG': 'ميناء الإسكندرية' } },
  { id: '4', title: 'Street', 'title.zh-Hans': '街道', 'title.zh-HK': '街道（香港）', 'file.no': '17' },
  { id: '5', title: 'Pillow', 'title.de-AT': 'Polster' },
  { kind: 'event', id: 'e', name: 'Regatta', 'name.da': 'Kapsejlads' },
]
const PACKET = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Bridge</rdf:li>
<rdf:li xml:lang="en">Bridge</rdf:li><rdf:li xml:lang="he">גשר</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`

describe('texts in languages that the contract does not list', () => {
  let server: Served
  before(async () => {
    const library = await emptyLibrary(lifetime)
    const folder = await temporaryFolder(lifetime)
    await writeFile(join(folder, 'bridge.jpg'), withXmp(await makePicture(), PACKET))
    await writeFile(join(folder, 'm.jsonl'), lines(...RECORDS))
    const { summary } = await ingestRecords(library, join(folder, 'm.jsonl'))
    assert.deepEqual([summary.added, summary.refused], [RECORDS.length, 0])
    await ingestAndIndex(library, folder)
    server = await serve(library)
  })

  const find = async (phrase: string, language: string) => {
    const query = `phrase=${encodeURIComponent(phrase)}&fields=title`
    const { json, headers } = await server.get(`/v3/search/images?${query}`, { 'accept-language': language })
    return [json.images[0]?.title ?? null, headers.get('content-language')]
  }

  for (const [phrase, language, title, said] of [
    ['piraeus', 'el', 'Λιμάνι του Πειραιά', 'en-US'],
    ['πειραιας', 'el-GR,en;q=0.5', 'Λιμάνι του Πειραιά', 'en-US'],
    ['Λιμάνι', 'en-US', 'Harbour of Piraeus', 'en-US'],
    ['aarhus', 'da', 'Havn i Aarhus', 'en-US'],
    ['havn', 'no', 'Havna i Aarhus', 'en-US'],
    ['aarhus', 'fi', 'Havn i Aarhus', 'fi'],
    ['الإسكندرية', 'ar', 'ميناء الإسكندرية', 'en-US'],
    ['street', 'zh-CN', '街道', 'zh-HK'],
    ['street', 'zh-HK', '街道（香港）', 'zh-HK'],
    ['street', 'zh-TW', '街道（香港）', 'zh-HK'],
    ['pillow', 'de-AT', 'Polster', 'de'],
    ['pillow', 'de', 'Polster', 'de'],
    ['pillow', 'is, de;q=0.5', 'Polster', 'de'],
    ['pillow', 'is', 'Pillow', 'en-US'],
    ['bridge', 'he', 'גשר', 'en-US'],
    ['גשר', 'en', 'Bridge', 'en-US'],
  ] as const)
    it(`are found and answered: ${phrase} in ${language} is ${title}`, async () =>
      assert.deepEqual(await find(phrase, language), [title, said]))

  it('can be names of events', async () => {
    const { json } = await server.get('/v3/search/events?phrase=regatta&fields=name', {
      'accept-language': 'da',
    })
    assert.equal(json.events[0].name, 'Kapsejlads')
  })
})
