/** The refusal in words, whatever was thrown. */
export const failureMessage = (error: unknown): string =>
  error instanceof Error ? error.message : 'Something unexpected happened.'
