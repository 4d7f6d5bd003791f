import type { SandboxOptions } from '#sandbox/sandbox.ts'

/** Where interactions are posted: what the application set, else the environment's word, else the product's usual path. */
export const interactionsUrl = ({ interactionsUrl: set, wardroomUrl }: SandboxOptions): string =>
  set ?? process.env.INTERACTIONS_URL ?? `${wardroomUrl ?? 'http://localhost:8787'}/interactions`
