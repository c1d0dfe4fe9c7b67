import { suiteLifetime } from './suite-lifetime.ts'

/** The lifetime of a process that runs tests, for resources that all of its test files share. */
export const processLifetime = suiteLifetime()
