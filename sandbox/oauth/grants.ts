import { createHash, randomBytes } from 'node:crypto'
import type { Grant } from '#sandbox/world/shapes.ts'
import type { World } from '#sandbox/world/world.ts'

const CODE_LIFETIME = 10 * 60_000
const TOKEN_LIFETIME = 7 * 86_400_000

interface Code {
  userId: string
  scopes: string[]
  redirectUri: string
  challenge: string | null
  guildId: string | null
  expiresAt: number
}

/** Authorisations: single-use codes, and grants whose refresh tokens are single use too. */
export class Grants {
  readonly #world: World
  #codes = new Map<string, Code>()

  constructor(world: World) {
    this.#world = world
  }

  /** A code for ten minutes and one exchange. */
  issueCode(wish: Omit<Code, 'expiresAt'>): string {
    const code = randomBytes(15).toString('base64url')
    this.#codes.set(code, { ...wish, expiresAt: this.#world.now() + CODE_LIFETIME })
    return code
  }

  /** Null when the code is unknown, used, too old, of another redirect or not matched by the verifier. */
  exchange(
    code: string,
    redirectUri: string,
    verifier: string | null,
  ): { grant: Grant; guildId: string | null } | null {
    const issued = this.#codes.get(code)
    this.#codes.delete(code)
    if (!issued || issued.expiresAt <= this.#world.now() || issued.redirectUri !== redirectUri) return null
    if (issued.challenge !== null && issued.challenge !== challengeOf(verifier ?? '')) return null
    const grant: Grant = {
      id: randomBytes(9).toString('base64url'),
      userId: issued.userId,
      scopes: issued.scopes,
      ...this.#fresh(),
      spent: [],
    }
    this.#world.data.grants.set(grant.id, grant)
    this.#world.changed()
    return { grant, guildId: issued.guildId }
  }

  /** New tokens for a refresh token, which is spent by it; null when it is unknown or spent already. */
  refresh(refreshToken: string): Grant | null {
    const grant = [...this.#world.data.grants.values()].find((one) => one.refreshToken === refreshToken)
    if (!grant) return null
    grant.spent = [...grant.spent.slice(-20), refreshToken]
    Object.assign(grant, this.#fresh())
    this.#world.changed()
    return grant
  }

  /** Ends the whole authorisation that any of its tokens names. */
  revoke(token: string): void {
    for (const { id, accessToken, refreshToken } of this.#world.data.grants.values())
      if (accessToken === token || refreshToken === token) this.#world.data.grants.delete(id)
    this.#world.changed()
  }

  #fresh(): Pick<Grant, 'accessToken' | 'refreshToken' | 'accessExpiresAt'> {
    return {
      accessToken: randomBytes(22).toString('base64url'),
      refreshToken: randomBytes(22).toString('base64url'),
      accessExpiresAt: this.#world.now() + TOKEN_LIFETIME,
    }
  }
}

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')
