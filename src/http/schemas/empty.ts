import { Type } from 'typebox'

/** The body of 200 and 201 answers without content: some clients parse every body (contract 16, Bodies). */
export const Empty = Type.Object({}, { examples: [{}] })
