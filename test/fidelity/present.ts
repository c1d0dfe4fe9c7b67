import { contract, readingOperations } from './contract.ts'
import { exercisesOf } from './exercises/own-exercise.ts'

/** The available operations with exercises of their own. */
export const ownOperations = contract.operations.filter(exercisesOf)

/** The available operations, for which the ledger must be complete. */
export const presentOperations = [...readingOperations, ...ownOperations]

/** The operations that are not available yet. */
export const waitingOperations = contract.operations.filter(
  (operation) => !presentOperations.includes(operation),
)
