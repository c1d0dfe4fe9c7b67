/** Exit codes of every command. */
export const EXIT = { success: 0, failed: 1, wrongUse: 2, someRefused: 3 } as const
