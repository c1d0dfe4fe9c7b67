/** The key of the demo customer, when nobody brings another: the same everywhere, and known to everybody. */
export const DEMO_KEY = 'vitrinedemo0customer0key'
