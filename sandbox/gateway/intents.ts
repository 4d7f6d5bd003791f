/** Every intent Discord knows; another bit is refused with 4013. */
export const KNOWN_INTENTS = [...Array.from({ length: 17 }, (_, bit) => bit), 20, 21, 24, 25].reduce(
  (mask, bit) => mask | (1 << bit),
  0,
)
