/** A message's nonce, at most 25 characters, the same for the same action: sending twice posts once. */
export async function nonceOf(actionId: string, what: 'dm' | 'log' | 'alert'): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${what}:${actionId}`))
  return Array.from(new Uint8Array(digest).subarray(0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
