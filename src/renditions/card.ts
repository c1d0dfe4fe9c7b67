/**
 * The placeholder of an asset whose file has not arrived: a neutral card, the same for all. It is rendered like any
 * picture, from this SVG, and stored under a name that no raster hash can have.
 */
export const CARD_RASTER = 'card'

/** The size of the card; it is drawn without letters, so that no font is needed. */
export const CARD = { width: 1536, height: 1024, isVector: true } as const

/** The card as a picture file. */
export const CARD_SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}" viewBox="0 0 1536 1024">
<defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#e9e7e3"/><stop offset="1" stop-color="#d8d5cf"/></linearGradient></defs>
<rect width="1536" height="1024" fill="url(#g)"/>
<g fill="none" stroke="#a8a39a" stroke-width="14" stroke-linejoin="round" stroke-linecap="round">
<rect x="568" y="352" width="400" height="320" rx="22"/><path d="M588 632l112-132 84 92 60-62 104 102"/><circle cx="866" cy="450" r="34"/>
</g></svg>`
