import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { describe, it } from 'node:test'
import { importVocabulary } from '../../src/vocabulary/import-vocabulary.ts'
import { emptyLibrary, get, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'

describe('links to related searches', () => {
  const waysToAsk = [
    '?phrase=lake&include_related_searches=true&fields=id',
    '?Phrase=lake&PAGE=1&Include_Related_Searches=True&Fields=id',
    '?phrase[0]=lake&page[0]=1&include_related_searches=true&fields=id',
    '?phrase=lake?&include_related_searches=true&fields=id',
  ]
  it('can be followed, in all spellings of parameters, and keep the other parameters', async (t) => {
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'a.jpg', { title: 'Lake', keywords: ['lake', 'mountain'], colour: '#123456' })
    await writePicture(folder, 'b.jpg', { title: 'Lake', keywords: ['lake', 'boat'], colour: '#654321' })
    const library = await emptyLibrary(t)
    await ingestAndIndex(library, folder)
    const server = await serve(library)
    for (const query of waysToAsk) {
      const { json } = await server.get(`/v3/search/images/creative${query}`)
      assert.ok(json.related_searches.length > 0, query)
      for (const { phrase, url } of json.related_searches) {
        const related = await get(url, { 'api-key': server.key })
        assert.equal(related.status, 200, `${url}: ${related.text}`)
        assert.equal(new URL(url).searchParams.get('phrase'), phrase)
        assert.deepEqual(
          related.json.images.map(Object.keys),
          [['id']],
          'the fields asked for, of one picture',
        )
      }
    }
  })

  it('do not add translations of the phrase', async (t) => {
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'a.jpg', { title: 'Lake', keywords: ['lake', 'mountain'] })
    const library = await emptyLibrary(t)
    await ingestAndIndex(library, folder)
    await importVocabulary(library, Readable.from([Buffer.from('en-US,de\nlake,See\nmountain,Berg\n')]))
    const server = await serve(library)
    const path = '/v3/search/images/creative?phrase=lake&include_related_searches=true'
    const { json } = await server.get(path, { 'accept-language': 'de' })
    assert.deepEqual(
      json.related_searches.map(({ phrase }: { phrase: string }) => phrase),
      ['lake Berg'],
    )
  })
})
