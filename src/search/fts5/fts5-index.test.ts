import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { temporaryFolder } from '../../../test/support/library.ts'
import type { SearchQuery } from '../query.ts'
import type { IndexDocument } from '../search-index.ts'
import { openFts5Index } from './fts5-index.ts'

const SIZE = 30

describe('pages of the best matches', () => {
  it('follow on one another where the filters let half of what is found pass', async (t) => {
    await assertPages(t, (id) => id % 2 === 0)
  })

  it('follow on one another where the filters leave out just what is best', async (t) => {
    await assertPages(t, (id) => id % 10 > 4)
  })

  it('follow on one another where scores of a hundred are equal and few are looked at', async (t) => {
    await assertPages(t, () => true)
  })

  it('follow on one another where the filters leave out most', async (t) => {
    await assertPages(t, (id) => id % 10 === 0)
  })

  it('follow on one another where a few have the word as it is written', async (t) => {
    await assertPages(t, (id) => id % 2 === 0, { isWritten: (id) => id % 9 === 0 })
  })
})

type Pages = { readonly isWritten?: (id: number) => boolean }

/** Reads 1,000 documents page by page, with and without facets, and all at once. */
async function assertPages(
  t: TestContext,
  isCreative: (id: number) => boolean,
  { isWritten = () => false }: Pages = {},
): Promise<void> {
  const index = await openFts5Index(join(await temporaryFolder(t), 'index.db'))
  t.after(() => index.close())
  const documents = Array.from({ length: 1000 }, (_, id) => ({
    ...toDocument(id, isCreative(id) ? 'creative' : 'editorial'),
    written: isWritten(id) ? 'river' : 'rivers',
  }))
  await index.apply({ documents, removed: [], events: [], removedEvents: [], position: 1 })
  const query = (offset: number, size: number): SearchQuery => ({
    text: { match: 'all', clauses: [[['river']]], without: [], first: ['river'], anyBelow: 0 },
    filters: [{ field: 'family', in: ['creative'] }],
    sort: { by: 'best' },
    page: { offset, size },
    facets: [],
  })
  const { total, ids } = await index.search(query(0, 1000))
  const passing = documents.filter(({ id }) => isCreative(id)).map(({ id }) => id)
  assert.equal(total, passing.length)
  assert.deepEqual(
    ids,
    passing.toSorted(
      (a, b) =>
        Number(isWritten(b)) - Number(isWritten(a)) || (a % 10) - (b % 10) || (b % 7) - (a % 7) || b - a,
    ),
  )
  for (const facets of [[], [{ of: 'artist' as const }]]) {
    const pages: number[] = []
    for (let offset = 0; offset < total + SIZE; offset += SIZE) {
      const page = await index.search({ ...query(offset, SIZE), facets })
      assert.equal(page.total, total)
      pages.push(...page.ids)
    }
    assert.deepEqual(pages, ids)
  }
}

/** The smaller its last digit, the better it matches. Many match equally well, of seven days. */
function toDocument(id: number, family: string): IndexDocument {
  const none = { orientation: null, fileType: null, series: null, digitalSource: null, country: null }
  return {
    ...{
      id,
      title: 'river',
      keywords: 'stone '.repeat(id % 10),
      caption: '',
      context: '',
      written: '',
      spelt: [],
    },
    values: {
      ...{ ...none, family, graphicalStyle: 'photography', brand: 'ours', collectionId: 1, artistId: 1 },
      ...{ embedding: 0, pixels: 0, qualityRank: 1, popularity: 0, createdMs: id % 7 },
      ...{ visibleFromMs: 0, visibleUntilMs: 1 },
    },
    ...{ tags: [], territories: null, colours: [] },
  }
}
