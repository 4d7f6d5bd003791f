const RECENTLY = 1000
let poppedAt = -Infinity
addEventListener('popstate', () => (poppedAt = performance.now()))

/** Whether Back (or Forward) brought what is shown, at that time; known a frame after it appears, as the router hears of it first. */
export const cameBack = (at = performance.now()): boolean => at - poppedAt < RECENTLY
