/** The current time, as an argument, so that tests of expiry, limits and signatures can pass their own. */
export type Clock = () => Date
