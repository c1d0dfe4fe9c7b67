import { type TProperties, Type } from 'typebox'

/** The path parameters of an address, all of them texts. */
export function pathOf(url: string) {
  const names = [...url.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!)
  const described = names.map((name) => [name, Type.String({ description: `The ${inWords(name)}.` })])
  return Type.Object(Object.fromEntries(described) as TProperties)
}

/** Turns "board_id" into "board id" and "assetId" into "asset id". */
const inWords = (name: string) => name.replaceAll(/[-_]|(?=[A-Z])/g, ' ').toLowerCase()
