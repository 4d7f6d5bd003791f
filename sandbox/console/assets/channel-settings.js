import { attempt, call, el, openDialog } from './dom.js'
import { place, refresh, whereBody } from './place.js'

/** Settings of the channel one is in. */
export function openChannel() {
  const channel = place.view.channels.find(({ id }) => id === place.channelId)
  const name = el('input', { value: channel.name, maxlength: '100', required: true, 'aria-label': 'Name' })
  const topic = el('input', { value: channel.topic ?? '', maxlength: '1024', 'aria-label': 'Topic' })
  const slow = el('input', {
    type: 'number',
    min: '0',
    max: '21600',
    value: String(channel.slowmode),
    'aria-label': 'Slowmode',
  })
  const dialog = openDialog(
    `#${channel.name}`,
    el(
      'form',
      {
        class: 'fields',
        onsubmit: async (e) => {
          e.preventDefault()
          const body = {
            ...whereBody(),
            name: name.value.trim(),
            topic: topic.value.trim() || null,
            rate_limit_per_user: Number(slow.value),
          }
          if (!(await attempt(() => call('edit-channel', body), 'Saved'))) return
          dialog.close()
          void refresh()
        },
      },
      el('label', {}, el('span', {}, 'Name'), name),
      el('label', {}, el('span', {}, 'Topic'), topic),
      el('label', {}, el('span', {}, 'Slowmode, seconds'), slow),
      el('footer', {}, el('button', { class: 'button primary' }, 'Save')),
    ),
  )
}
