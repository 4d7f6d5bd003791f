/** The sandbox's bot application. SANDBOX ONLY: these are public constants and open nothing outside this machine. */
export const application = {
  id: '1150000000000000001',
  name: 'Wardroom',
  /** Ed25519, 32 bytes in hex; signs interactions */
  publicKey: '83a50f601b0f0b1bf7ebba199c180cfcdae60bff4a3bf34a62a63a0217eedfe7',
  /** the same key pair's private half, PKCS #8 DER in hex */
  privateKey: '302e020100300506032b65700422042054e4abfdcd2b7b4ead2371e08113e3ccc496b07a99c984d1a7911f34b6b41ebe',
  clientSecret: 'sandbox-only-client-secret-0000',
  botToken: 'sandbox-only.bot-token.0000',
} as const
