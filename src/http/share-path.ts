/** The path of the page of a shared board in the gallery. */
export const sharePath = (shareId: string): string => `/boards/shared/${shareId}`
