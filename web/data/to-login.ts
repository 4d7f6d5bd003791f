/** Whether there may be a session: its own cookie is for the server alone, but another beside it says that it is there. */
export const mayBeSignedIn = (): boolean => document.cookie.includes('wardroom-here=')

/** The login page, which leads back to here afterwards. */
export function loginHref(): string {
  const next = location.pathname + location.search
  return next === '/' ? '/login' : `/login?next=${encodeURIComponent(next)}`
}

export function goToLogin(): void {
  if (location.pathname !== '/login') location.assign(loginHref())
}
