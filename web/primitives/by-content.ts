/** For memos: the same content is the same thing, however it was come by. */
export const byContent = { equals: (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b) }
