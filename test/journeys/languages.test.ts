import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { makeBoard, signedIn } from '../support/boards.ts'
import { ask, signUp, userToken } from '../support/customers.ts'
import { withXmp } from '../support/hostile-files.ts'
import { emptyLibrary, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import { makePicture } from '../support/pictures.ts'

const alternatives = (texts: Record<string, string>) =>
  `<rdf:Alt>${Object.entries(texts)
    .map(([tag, text]) => `<rdf:li xml:lang="${tag}">${text}</rdf:li>`)
    .join('')}</rdf:Alt>`

const PACKET = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:core="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" plus:DataMining="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED"
 plus:ModelReleaseStatus="http://ns.useplus.org/ldf/vocab/MR-UMR">
<dc:title>${alternatives({ 'x-default': 'Hafen', de: 'Hafen', en: 'Harbour' })}</dc:title>
<dc:description>${alternatives({ de: 'Am Abend', fr: 'Le soir' })}</dc:description>
<core:AltTextAccessibility>${alternatives({ de: 'Boote', en: 'Boats' })}</core:AltTextAccessibility>
<core:ExtDescrAccessibility>${alternatives({ de: 'Viele Boote', en: 'Many boats' })}</core:ExtDescrAccessibility>
<plus:OtherConstraints>${alternatives({ 'x-default': 'Not for advertising' })}</plus:OtherConstraints>
</rdf:Description></rdf:RDF></x:xmpmeta>`

describe('a picture with texts in several languages', () => {
  it('is returned in each of them, or in its own if the requested one is missing', async (t) => {
    const folder = await temporaryFolder(t)
    await writeFile(join(folder, 'a.jpg'), withXmp(await makePicture(), PACKET))
    const library = await emptyLibrary(t)
    await ingestAndIndex(library, folder)
    const user = await signUp(library)
    const server = await serve(library)
    const texts = async (language: string) => {
      const fields = 'title,caption,alt_text,extended_description,data_mining,allowed_use'
      const path = `/v3/images/100000001?fields=${fields}`
      const [image] = (await server.get(path, { 'accept-language': language })).json.images
      assert.equal(image.data_mining, 'DMI-PROHIBITED')
      assert.equal(image.allowed_use.release_info, 'Model released')
      assert.deepEqual(image.allowed_use.usage_restrictions, ['Not for advertising'])
      return [image.title, image.caption, image.alt_text, image.extended_description]
    }
    assert.deepEqual(await texts('de'), ['Hafen', 'Am Abend', 'Boote', 'Viele Boote'])
    assert.deepEqual(await texts('en-US'), ['Harbour', 'Am Abend', 'Boats', 'Many boats'])
    assert.deepEqual(await texts('fr'), ['Hafen', 'Le soir', 'Boote', 'Viele Boote'])
    const board = await makeBoard(await signedIn(server, user), 'Boats', ['100000001'])
    const onBoard = async (language: string) => {
      const path = `${board.replace('v3', 'v1')}/assets`
      const headers = { 'accept-language': language }
      const { json } = await ask(server, path, { ...user, token: await userToken(server, user), headers })
      return json.assets[0].title
    }
    assert.deepEqual([await onBoard('en'), await onBoard('de')], ['Harbour', 'Hafen'])
  })
})
