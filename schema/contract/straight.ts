/** Marks that turn the direction of what stands around them. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g

/** Text that is read in the order it is written in: with such a mark 398 shows as 893. */
export const straight = (text: string): string => text.replace(TURNING, '')

/** All texts within a value of plain JSON, straight. */
export const allStraight = <T>(value: T): T => JSON.parse(straight(JSON.stringify(value))) as T
