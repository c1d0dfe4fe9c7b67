import { type Static, type TObject, type TProperties, type TSchema, type TUnsafe, Type } from 'typebox'

/**
 * A value or null, written as a list of types: JSON Schema 2020-12 and OpenAPI 3.1 read that, and the serialiser
 * is several times faster with it than with an anyOf.
 */
const orNull = <T>(type: string, options: object): TUnsafe<T | null> =>
  Type.Unsafe<T | null>({ ...options, type: [type, 'null'] })

type Options = { title?: string; description?: string; examples?: unknown[] }

/** A string or null. */
export const Text = (options: Options = {}) => orNull<string>('string', options)
/** An ISO 8601 date-time or null. */
export const Time = (options: Options = {}) =>
  orNull<string>('string', { examples: ['2024-05-31T00:00:00Z'], ...options, format: 'date-time' })
/** A time that is never null. */
export const UtcTime = () => Type.String({ format: 'date-time', examples: ['2026-05-31T12:00:00Z'] })
/** An integer or null. */
export const Int = (options: Options = {}) => orNull<number>('integer', options)
/** A number or null. */
export const Num = (options: Options = {}) => orNull<number>('number', options)
/** A boolean or null. */
export const Bool = (options: Options = {}) => orNull<boolean>('boolean', options)
/** An object or null. */
export const ObjectOrNull = <P extends TProperties>(properties: P, options: Options = {}) =>
  Type.Unsafe<Static<TObject<P>> | null>({ ...Type.Object(properties, options), type: ['object', 'null'] })
/** A list or null. */
export const ListOrNull = <T extends TSchema>(items: T, options: Options = {}) =>
  Type.Unsafe<Static<T>[] | null>({ ...Type.Array(items, options), type: ['array', 'null'] })
