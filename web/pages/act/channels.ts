/** Discord's channel types people write in: text, voice, announcement, threads, stage, forum, media. */
const written: ReadonlySet<number> = new Set([0, 2, 5, 10, 11, 12, 13, 15, 16])

export const canWriteIn = (type: number): boolean => written.has(type)
