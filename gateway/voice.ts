/** Who sits in which voice channel, to tell a move from a mute. */
export class Voice {
  #channels = new Map<string, Map<string, string>>()

  /** A guild came online with these people in voice. */
  reset(guildId: string, seats: readonly { userId: string; channelId: string }[]): void {
    if (seats.length === 0) this.#channels.delete(guildId)
    else this.#channels.set(guildId, new Map(seats.map((seat) => [seat.userId, seat.channelId])))
  }

  /** Notes where someone is; true when that is another place than before. */
  moved(guildId: string, userId: string, channelId: string | null): boolean {
    const seats = this.#channels.get(guildId) ?? new Map<string, string>()
    const before = seats.get(userId) ?? null
    if (channelId === null) seats.delete(userId)
    else seats.set(userId, channelId)
    if (seats.size === 0) this.#channels.delete(guildId)
    else this.#channels.set(guildId, seats)
    return before !== channelId
  }
}
