/** Neither null nor undefined counts as a value. */
export const absent = (value: unknown): value is null | undefined => value === null || value === undefined
