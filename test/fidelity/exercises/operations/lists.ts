import assert from 'node:assert/strict'
import type { Answer } from '../../../support/library.ts'
import type { Attempt } from '../operation-exercises.ts'

/** A response with a page of records. */
type Listed = (json: Answer['json']) => readonly unknown[]

const WRONG_PAGE = { status: 400, code: 'InvalidPage' }

/** Trials of `page` and `page_size` for a list of two records, with any page size from 1 to 100. */
export const pagesOfTwo = (listOf: Listed): Readonly<Record<string, Readonly<Record<string, Attempt>>>> => ({
  page: {
    'the first': { query: { page: 1, page_size: 1 }, check: hasOne(listOf) },
    'the last': { query: { page: 2, page_size: 1 }, check: hasOne(listOf) },
    'beyond the last': { query: { page: 3, page_size: 1 }, ...WRONG_PAGE },
    'beyond 10,000 results': { query: { page: 101, page_size: 100 }, ...WRONG_PAGE },
  },
  page_size: {
    ...Object.fromEntries(
      [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 25, 30, 50, 60, 75, 100].map((size) => [size, sized(listOf, size)]),
    ),
    'another number': sized(listOf, 7),
  },
  answers: { '400 InvalidPage': { query: { page: 3, page_size: 1 } } },
})

const hasOne =
  (listOf: Listed) =>
  ({ json }: Answer) => {
    assert.equal(json.result_count, 2)
    assert.equal(listOf(json).length, 1)
  }

const sized = (listOf: Listed, size: number): Attempt => ({
  query: { page_size: size },
  check: ({ json }) => assert.equal(listOf(json).length, Math.min(2, size)),
})
