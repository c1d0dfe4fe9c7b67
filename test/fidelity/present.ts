import { type ContractOperation, contract, readingOperations } from './contract.ts'
import { exercisesOf } from './exercises/own-exercise.ts'

/** The available operations with exercises of their own. */
export const ownOperations = contract.operations.filter(exercisesOf)

/** The available operations, for which the ledger must be complete. */
export const presentOperations = [...readingOperations, ...ownOperations]

/** Operations on videos, which test/journeys/videos tests and the ledger does not ask yet. */
const isTestedElsewhere = ({ path }: ContractOperation) =>
  /\/videos\b/.test(path) && !path.endsWith('/by-image')

const otherOperations = contract.operations.filter((operation) => !presentOperations.includes(operation))

/** The available operations whose claims are missing from the ledger. */
export const missingOperations = otherOperations.filter(isTestedElsewhere)

/** The operations that are not available yet. */
export const waitingOperations = otherOperations.filter((operation) => !isTestedElsewhere(operation))
