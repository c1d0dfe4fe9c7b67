import { contract, readingOperations } from './contract.ts'
import { exercisesOf } from './exercises/own-exercise.ts'

/** The operations with exercises of their own. */
export const ownOperations = contract.operations.filter(exercisesOf)

/** All operations, for which the ledger must be complete. */
export const presentOperations = [...readingOperations, ...ownOperations]
