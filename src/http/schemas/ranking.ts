import { Type } from 'typebox'
import { Num, ObjectOrNull } from './nullable.ts'

const score = (description: string, example: number) => Type.Number({ description, examples: [example] })

const RankedWord = Type.Object(
  {
    word: Type.String({
      description: 'The stem, or other reading of the word, that counts',
      examples: ['lake'],
    }),
    as_written: Type.Boolean({
      description: 'Whether this is for the word as it is written, besides its stem (four or more words)',
    }),
    weight: Num({
      description: 'How much the word counts, by how rare it is; null with `searchEngine: fts5`',
      examples: [6.2],
    }),
    score: score('What the word adds to the score of the text', 4.1),
    title: score('The part of this that occurrences in the title add', 4.1),
    keywords: score('The same for keywords', 0),
    caption: score('The same for caption, headline and descriptions', 0),
    context: score('The same for names, broader keywords and identifiers', 0),
  },
  { title: 'RankedWord' },
)

/** Ours: the member `ranking`. */
export const ExplainedRanking = ObjectOrNull(
  {
    score: score(
      'The score by which assets are sorted: text × (1 + quality + popularity) × (1 + freshness + own_country)',
      4.4,
    ),
    text: score('The score of the text', 4.1),
    words: Type.Array(RankedWord),
    quality: score('The share that the quality rank adds', 0.05),
    popularity: score('The share that popularity adds', 0.02),
    freshness: score('The share that the date of an editorial asset adds', 0),
    own_country: score('The share for assets from the country of the caller', 0),
    comes_first: Type.Boolean({
      description:
        'Whether it has the only word of the phrase as it is written, and therefore comes before others',
    }),
  },
  {
    description: 'Ours: only with `explain=ranking`; null if no score decides the order.',
    examples: [null],
    title: 'ExplainedRanking',
  },
)
