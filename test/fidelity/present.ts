import { type ContractOperation, contract, readingOperations } from './contract.ts'
import { exercisesOf } from './exercises/own-exercise.ts'

/** The available operations with exercises of their own. */
export const ownOperations = contract.operations.filter(exercisesOf)

/** The available operations, for which the ledger must be complete. */
export const presentOperations = [...readingOperations, ...ownOperations]

/** Operations on videos, which test/journeys/videos tests and the ledger does not ask yet. */
const isTestedElsewhere = ({ path }: ContractOperation) =>
  /\/videos\b/.test(path) && !path.endsWith('/by-image')

/** The operations that are not available yet. */
export const waitingOperations = contract.operations.filter(
  (operation) => !presentOperations.includes(operation) && !isTestedElsewhere(operation),
)
