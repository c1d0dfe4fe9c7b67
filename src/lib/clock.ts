/** The time, as an argument: tests of expiry, limits and signatures hand in their own. */
export type Clock = () => Date
