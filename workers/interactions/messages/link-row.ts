import type { APIActionRowComponent, APIButtonComponent } from 'discord-api-types/v10'

type Row = APIActionRowComponent<APIButtonComponent>

export const buttonRow = (...components: APIButtonComponent[]): Row => ({ type: 1, components })
export const link = (label: string, url: string): APIButtonComponent => ({ type: 2, style: 5, label, url })
/** A row with one button that leads away. */
export const linkRow = (label: string, url: string): Row => buttonRow(link(label, url))
