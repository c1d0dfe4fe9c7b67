import type { ContractOperation } from '../contract.ts'
import type { Shop } from '../shop.ts'
import { wrongCode } from './exercise.ts'
import type { OperationExercises, Request, Trial } from './operation-exercises.ts'

/** What a derived trial is made of. */
export type Derivation = {
  readonly operation: ContractOperation
  readonly own: OperationExercises
  /** The valid request. */
  readonly base: Request
  readonly shop: Shop
}

/** A trial that may also spell the address in another way, or use another method. */
export type Derived = Trial & {
  readonly respell?: (address: string) => string
  readonly method?: string
}

/** The operation's refusal of a wrong parameter or body; its message names what is wrong. */
export function refusal(
  { operation }: Derivation,
  name?: string,
): Pick<Trial, 'check'> & { status: number; code: string } {
  return {
    status: 400,
    code: wrongCode({ operation }),
    ...(name !== undefined && {
      check: ({ json }) => {
        if (!json.ErrorMessage.toLowerCase().includes(name.toLowerCase()))
          throw new Error(`The message does not name ${name}: ${json.ErrorMessage}`)
      },
    }),
  }
}

/** Returns a value, or what the function makes of the shop. */
export const made = <T extends object>(
  value: T | ((shop: Shop) => T | Promise<T>),
  shop: Shop,
): T | Promise<T> => (typeof value === 'function' ? value(shop) : value)
