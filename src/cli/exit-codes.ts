/** What the process tells its caller. */
export const EXIT = { answered: 0, error: 1, abstained: 3 } as const;
