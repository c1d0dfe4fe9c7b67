/** An error of validation, as TypeBox reports it. */
type ValidationError = {
  readonly keyword: string
  readonly instancePath: string
  readonly params: object
  readonly message: string
}

/** Says what is wrong with a body that does not match its schema, and what would be right: the first of these errors. */
export function sayBodyError(errors: readonly ValidationError[]): string {
  const [first] = errors
  if (first === undefined) return 'it does not match its schema'
  const { instancePath: path } = first
  return `${path ? `'${path}'` : 'it'} ${sayRight(first, errors)}`
}

function sayRight(error: ValidationError, errors: readonly ValidationError[]): string {
  const { keyword, message, instancePath } = error
  const params = error.params as { allowedValues?: unknown[]; limit?: number }
  switch (keyword) {
    case 'enum':
      return `must be one of ${params.allowedValues!.join(', ')}`
    case 'const': {
      // Each value that a union allows has an error of its own.
      const alike = errors.filter((it) => it.keyword === 'const' && it.instancePath === instancePath)
      const values = alike.map(({ params }) => (params as { allowedValue?: unknown }).allowedValue)
      return `must be ${values.length > 1 ? 'one of ' : ''}${values.join(', ')}`
    }
    case 'minItems':
      return `must have at least ${counted(params.limit!, 'item')}`
    case 'maxItems':
      return `must have at most ${counted(params.limit!, 'item')}`
    case 'minLength':
      return `must have at least ${counted(params.limit!, 'character')}`
    case 'maxLength':
      return `must have at most ${counted(params.limit!, 'character')}`
    case 'minimum':
      return `must be at least ${params.limit}`
    case 'maximum':
      return `must be at most ${params.limit}`
    default:
      return message
  }
}

const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`
