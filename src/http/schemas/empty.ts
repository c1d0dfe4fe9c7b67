import { Type } from 'typebox'

/** Of answers 200 and 201 that have nothing to say: some clients parse every body (contract 16, Bodies). */
export const Empty = Type.Object({}, { examples: [{}] })
