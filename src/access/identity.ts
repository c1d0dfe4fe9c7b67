/** A company that has clients of the API, products and users. None is recorded yet. */
export type Customer = { readonly id: string }

/** A user of a customer, as an access token names them. None is recorded yet. */
export type Person = { readonly id: string }
