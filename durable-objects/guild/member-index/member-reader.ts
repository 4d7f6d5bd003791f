import type { MemberTraits } from '#schema/contract/member-match.ts'
import { AVATAR, BOT, LEFT } from './entry.ts'
import type { MemberColumns } from './member-columns.ts'

/** What a filter asks of the member at a place; one for all members, so that looking at each costs no memory. */
export class MemberReader implements MemberTraits {
  at = 0
  #columns: MemberColumns

  constructor(columns: MemberColumns) {
    this.#columns = columns
  }

  get madeAt(): number {
    return this.#columns.madeAt[this.at] ?? 0
  }
  get joinedAt(): number | null {
    const at = this.#columns.joinedAt[this.at] ?? -1
    return at < 0 ? null : at
  }
  get here(): boolean {
    return !this.#has(LEFT)
  }
  get bot(): boolean {
    return this.#has(BOT)
  }
  get avatar(): boolean {
    return this.#has(AVATAR)
  }
  get roleIds(): readonly string[] {
    return this.#columns.roles[this.at] ?? []
  }
  get cases(): number {
    return this.#columns.cases[this.at] ?? 0
  }
  get shown(): string {
    return this.#columns.shown[this.at] ?? ''
  }
  get username(): string {
    return this.#columns.skeletons[this.at] ?? ''
  }

  #has(flag: number): boolean {
    return ((this.#columns.flags[this.at] ?? 0) & flag) !== 0
  }
}
