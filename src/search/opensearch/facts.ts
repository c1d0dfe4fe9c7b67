import type { TagKind } from '../query.ts'

/** What documents have in common, as one field of OpenSearch has it: values of fields, tags, countries. */

/** Returns the fact that a field of a document has this value. */
export const factOf = (field: string, value: string | number): string => `${field}=${value}`

/** Returns the fact that a document has a tag. */
export const tagFact = (of: TagKind, id: number): string => `${of}#${id}`

/** The fact that a document is offered in the countries alone that it names (`offered`). */
export const ONLY = 'only'
