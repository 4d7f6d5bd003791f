import { place } from './place.js'

/** Words of the client itself, such as that an application did not respond; only for who caused them, there. */
const notes = []
const listeners = new Set()

const here = () => `${place.channelId} ${place.userId}`

export const onNote = (listener) => listeners.add(listener)
export const notesHere = () => notes.filter((note) => note.place === here()).slice(-3)

export function addNote(text) {
  notes.push({ text, place: here() })
  for (const listener of listeners) listener()
}
