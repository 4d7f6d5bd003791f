import type { Product } from '#scripts/product.ts'

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')

/** Signs a person in through the sandbox's consent page; gives their cookie. */
export async function signIn({ product }: { product: Product }, person: string): Promise<string> {
  const login = await fetch(`${product.url}/auth/login`, { redirect: 'manual' })
  const form = new URLSearchParams({ person, decision: 'authorize' })
  const granted = await fetch(login.headers.get('location') ?? '', { method: 'POST', body: form, redirect: 'manual' })
  const back = new URL(granted.headers.get('location') ?? '')
  const callback = await fetch(product.url + back.pathname + back.search, {
    headers: { cookie: cookiesOf(login) },
    redirect: 'manual',
  })
  return cookiesOf(callback)
}
