import { arrangeNumbers, type Numbers } from '../number-column.ts'

/** Returns the numbers of documents by name. `usual` has the value that most documents have; null is none. */
export const collectNumbers = (
  documents: number,
  usual: Readonly<Record<string, number | null>>,
  numberOf: (name: string, document: number) => number | null | undefined,
): Record<string, Numbers> =>
  Object.fromEntries(
    Object.entries(usual).map(([name, most]) => {
      const byDocument = new Float64Array(documents)
      const others: number[] = []
      for (let document = 0; document < documents; document++) {
        const number = numberOf(name, document) ?? null
        byDocument[document] = number ?? Number.NaN
        if (number !== most && number !== null) others.push(document)
      }
      const sorted = Uint32Array.from(others).sort((a, b) => byDocument[a]! - byDocument[b]! || b - a)
      return [name, arrangeNumbers(name, most, { byDocument, others: sorted })]
    }),
  )
