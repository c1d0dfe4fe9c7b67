/** The company of a caller: it has clients of the API, users and agreements. */
export type Customer = {
  readonly id: string
  readonly name: string
  /** ISO 3166 alpha-3. */
  readonly country: string | null
}

/** A user of a customer, as an access token names one. */
export type Person = {
  readonly id: string
  readonly username: string
  readonly firstName: string | null
  readonly middleName: string | null
  readonly lastName: string | null
}
