/** The default key of the demo customer: the same everywhere, and public. */
export const DEMO_KEY = 'vitrinedemo0customer0key'
