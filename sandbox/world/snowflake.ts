const EPOCH = 1_420_070_400_000n
let sequence = 0

/** A fresh id for that moment (UTC ms); ids of one moment count upwards. */
export const newSnowflake = (at: number): string =>
  String(((BigInt(Math.floor(at)) - EPOCH) << 22n) | BigInt(sequence++ & 0x3f_ffff))

/** The same id every time, for the seed: `n` tells ids of one moment apart. */
export const fixedSnowflake = (at: number | string, n: number): string =>
  String(((BigInt(typeof at === 'string' ? Date.parse(at) : Math.floor(at)) - EPOCH) << 22n) | BigInt(n & 0x3f_ffff))

/** UTC ms at which the id was made. */
export const snowflakeTime = (id: string): number => Number((BigInt(id) >> 22n) + EPOCH)

export const isSnowflake = (id: string): boolean => /^[1-9]\d{16,19}$/.test(id)
