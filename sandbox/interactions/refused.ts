/** What Discord's client would not let a person do: nothing is sent. The message says why. */
export class Refused extends Error {
  override readonly name = 'Refused'
}
