/** No position is less than the length of a phrase, so that differences of positions are never negative. */
const FIRST_POSITION = 65_536

/** Returns the position at which each document begins, and the end of the last one, from how many positions each takes. */
export function documentStarts(documents: number, positionsOf: (document: number) => number): Uint32Array {
  const starts = new Uint32Array(documents + 1)
  starts[0] = FIRST_POSITION
  for (let document = 0; document < documents; document++)
    starts[document + 1] = starts[document]! + positionsOf(document)
  return starts
}
