import { Type } from 'typebox'
import { Image } from './image.ts'
import { AutoCorrections, Facets, RelatedSearches } from './image-search.ts'
import { Text } from './nullable.ts'

/** The image of the library that a picture shows (contract 9.3). */
export const ImageMatch = Type.Object({ id: Text({ examples: ['100000001'] }) }, { title: 'ImageMatch' })

/** Images that are similar to a picture (contract 8.2). */
export const SearchByImageResourceResults = Type.Object(
  {
    result_count: Type.Integer({ examples: [1] }),
    images: Type.Array(Image),
    facets: Type.Optional(Facets),
    auto_corrections: AutoCorrections,
    image_fingerprint: Text({ examples: [null] }),
    related_searches: Type.Optional(RelatedSearches),
  },
  { title: 'SearchByImageResourceResults' },
)
