import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { VOCABULARY } from '../../src/demo/data/vocabulary.ts'
import { DEMO_PICTURES } from '../../src/demo/demo-pictures.ts'
import { foldName } from '../../src/lib/text.ts'
import { type EntryOutcome, importVocabulary } from '../../src/vocabulary/import-vocabulary.ts'
import { emptyLibrary } from '../support/library.ts'

describe('the vocabulary of the demo library', () => {
  it('is valid, and has every keyword and place of the pictures in all five languages', async (t) => {
    const { db, now } = await emptyLibrary(t)
    const refused: EntryOutcome[] = []
    const bytes = (async function* () {
      yield Buffer.from(VOCABULARY)
    })()
    await importVocabulary({ db, now }, bytes, (it) => it.is === 'refused' && refused.push(it))
    assert.deepEqual(refused, [])
    const labels = await db
      .selectFrom('keywordLabel')
      .innerJoin('keyword', 'keyword.id', 'keywordLabel.keywordId')
      .select(['keywordLabel.folded', 'keywordLabel.language', 'keywordId', 'isPreferred', 'type'])
      .execute()
    const known = new Set(labels.filter(({ language }) => language === 'en-US').map(({ folded }) => folded))
    const words = DEMO_PICTURES.flatMap(({ keywords, place }) => [...keywords, ...(place?.slice(0, 3) ?? [])])
    // Filter values are known without a vocabulary.
    const unknown = [...new Set(words)].filter((word) => !known.has(foldName(word)))
    assert.deepEqual(unknown, ['vivid', 'three people'])
    const preferred = Map.groupBy(
      labels.filter(({ isPreferred }) => isPreferred === 1),
      ({ keywordId }) => keywordId,
    )
    assert.deepEqual(
      [...preferred].filter(([, all]) => all.length !== 5),
      [],
    )
  })
})
