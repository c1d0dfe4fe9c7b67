import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { orientationOf } from '../../src/catalogue/orientation.ts'
import { DEMO_EVENTS } from '../../src/demo/data/demo-events.ts'
import { DEMO_PICTURES } from '../../src/demo/demo-pictures.ts'
import { drawPicture } from '../../src/demo/draw-demo-library.ts'
import { readMetadata } from '../../src/media/metadata/read-metadata.ts'

describe('the demo library', () => {
  it('has at least 120 pictures whose files are in the order of the list', () => {
    const files = DEMO_PICTURES.map(({ file }) => file)
    assert.ok(files.length >= 120)
    assert.deepEqual(files.toSorted(), files)
    assert.equal(new Set(files).size, files.length)
  })

  it('is described: every picture has a title, a caption and keywords, and titles are unique', () => {
    for (const { file, title, caption, keywords } of DEMO_PICTURES) {
      assert.ok(title && caption.length > 10 && keywords.length >= 5, file)
    }
    assert.equal(new Set(DEMO_PICTURES.map(({ title }) => title)).size, DEMO_PICTURES.length)
  })

  it('has its own titles in every language of the vocabulary', () => {
    const inEnglish = new Set(DEMO_PICTURES.map(({ title }) => title))
    for (const language of ['de', 'fr', 'es', 'ja'] as const) {
      const titles = new Set(DEMO_PICTURES.map(({ texts }) => texts[language].title))
      assert.equal(titles.size, DEMO_PICTURES.length, language)
      assert.deepEqual(
        [...titles].filter((title) => inEnglish.has(title) || /[{}]/.test(title)),
        [],
        language,
      )
    }
  })

  it('has all shapes, both styles, and everyday words', () => {
    assert.equal(new Set(DEMO_PICTURES.map(orientationOf)).size, 5)
    assert.equal(new Set(DEMO_PICTURES.map(({ drawn }) => drawn)).size, 2)
    for (const word of ['tree', 'mountain', 'city', 'sea', 'dog', 'portrait']) {
      assert.ok(DEMO_PICTURES.filter(({ keywords }) => keywords.includes(word)).length >= 2, word)
    }
  })

  it('has editorial pictures after the creative ones, so that the ids of those do not depend on them', () => {
    const firstNews = DEMO_PICTURES.findIndex(({ news }) => news !== null)
    assert.equal(firstNews, 124)
    const news = DEMO_PICTURES.slice(firstNews).map((picture) => picture.news!)
    assert.ok(news.length >= 24)
    assert.deepEqual(new Set(news.map(({ event }) => event)), new Set(Object.keys(DEMO_EVENTS)))
    assert.ok(new Set(news.flatMap(({ people }) => people)).size >= 6)
    const segments = new Set(Object.values(DEMO_EVENTS).flatMap((event) => event.segments))
    assert.deepEqual([...segments].sort(), [
      'archival',
      'entertainment',
      'news',
      'publicity',
      'royalty',
      'sport',
    ])
  })

  it('is drawn the same each time, and its files have the metadata of the list', async () => {
    for (const index of [22, 45, 68, 124, 129]) {
      const picture = DEMO_PICTURES[index]!
      const file = await drawPicture(picture)
      assert.ok(file.equals(await drawPicture(picture)), picture.file)
      const metadata = readMetadata(file)
      assert.deepEqual(
        [
          metadata.title,
          metadata.description,
          metadata.texts.ja?.title,
          metadata.texts.de?.caption,
          metadata.keywords,
          metadata.creators,
          metadata.collection,
          metadata.city,
          metadata.dateCreated,
          metadata.rating,
          metadata.personsInImage,
        ],
        [
          picture.title,
          picture.caption,
          picture.texts.ja.title,
          picture.texts.de.caption,
          picture.keywords,
          [picture.artist],
          picture.collection,
          picture.place?.[0] ?? null,
          picture.created,
          picture.rating,
          picture.news?.people ?? [],
        ],
      )
    }
  })
})
