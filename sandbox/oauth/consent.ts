import type { Guild, User } from '#sandbox/world/shapes.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => escapes[c] ?? c)

const words: Record<string, string> = {
  identify: 'Know your name and avatar',
  guilds: 'Know which servers you are in',
  'guilds.members.read': 'Read your roles and nickname in a server',
  email: 'Know your email address',
  bot: 'Add a bot to a server',
  'applications.commands': 'Create slash commands in a server',
}
export const knownScopes = Object.keys(words)

const style = `
:root{color-scheme:light dark;--ground:#eef1f4;--card:#fff;--ink:#1c2430;--soft:#5a6675;--line:#dbe1e8;--accent:#4453d6;--accent-ink:#fff}
@media(prefers-color-scheme:dark){:root{--ground:#14181d;--card:#1d232b;--ink:#e8edf3;--soft:#9aa7b6;--line:#313a46;--accent:#8b97ff;--accent-ink:#10131f}}
*{box-sizing:border-box}
body{margin:0;min-height:100dvh;display:grid;place-items:center;padding:16px;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{width:100%;max-width:460px;background:var(--card);border:1px solid var(--line);border-radius:16px;overflow:hidden}
header{padding:24px 24px 16px;border-bottom:1px solid var(--line)}
h1{margin:0;font-size:1.25rem}
p{margin:4px 0 0;color:var(--soft)}
fieldset{border:0;margin:0;padding:8px 24px 4px}
fieldset:last-of-type{padding-bottom:20px}
legend{padding:16px 0 0;font-weight:600}
ul{margin:0;padding-left:20px;color:var(--soft)}
.people{display:grid;gap:6px;max-height:300px;overflow:auto;margin:0 -8px;padding:2px 8px}
label.person{display:flex;gap:12px;align-items:center;padding:8px 12px;border:1px solid var(--line);border-radius:10px;cursor:pointer;min-height:52px}
label.person:has(:checked){border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
label.person:has(:focus-visible){outline:2px solid var(--accent);outline-offset:2px}
.person input{position:absolute;opacity:0}
.person img{width:36px;height:36px;border-radius:50%;flex:none}
.person span{display:grid;line-height:1.3;min-width:0}
.person b{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
small{color:var(--soft)}
.other{display:grid;gap:4px;margin-top:12px}
input[type=text],select{font:inherit;color:inherit;background:var(--ground);border:1px solid var(--line);border-radius:10px;padding:10px 12px;width:100%}
footer{display:flex;gap:12px;justify-content:flex-end;padding:16px 24px;border-top:1px solid var(--line)}
button{font:inherit;font-weight:600;border:1px solid var(--line);border-radius:10px;padding:10px 20px;min-height:44px;background:none;color:inherit;cursor:pointer}
button.yes{background:var(--accent);border-color:var(--accent);color:var(--accent-ink)}
button:focus-visible,input:focus-visible,select:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.wrong{padding:12px 24px;margin:0;background:color-mix(in srgb,#d64545 16%,transparent);color:inherit}`

const page = (title: string, inside: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
  `<title>${escape(title)}</title><link rel="icon" href="/console/assets/icon.svg"><style>${style}</style></head><body><main>${inside}</main></body></html>`

/** A page with nothing to do but read. */
export const notePage = (title: string, text: string): string =>
  page(title, `<header><h1>${escape(title)}</h1><p>${escape(text)}</p></header>`)

const avatarPath = ({ id, avatar }: User): string =>
  avatar ? `/cdn/avatars/${id}/${avatar}.png` : `/cdn/embed/avatars/${Number((BigInt(id) >> 22n) % 6n)}.png`

/** Who are you, and do you allow it? Posted to the very address it was shown at. */
export function consentPage({
  people,
  chosen,
  scopes,
  servers,
  serverId,
  wrong,
}: {
  people: { user: User; what: string }[]
  chosen: string | null
  scopes: string[]
  /** for the bot's invitation: where it is not yet */
  servers: Guild[] | null
  serverId: string | null
  wrong: string | null
}): string {
  const person = ({ user, what }: { user: User; what: string }): string =>
    `<label class="person"><input type="radio" name="person" value="${user.id}"${user.id === chosen ? ' checked' : ''}>` +
    `<img src="${avatarPath(user)}" alt=""><span><b>${escape(user.global_name ?? user.username)}</b>` +
    `<small>${escape(what)}</small></span></label>`
  const server = servers
    ? `<fieldset><legend>Add to server</legend><select name="guild_id" aria-label="Server">${servers
        .map(({ id, name }) => `<option value="${id}"${id === serverId ? ' selected' : ''}>${escape(name)}</option>`)
        .join('')}</select></fieldset>`
    : ''
  return page(
    'Sign in to the local Discord',
    `<form method="post"><header><h1>Wardroom wants to know who you are</h1><p>This is the sandbox: be anyone, no password.</p></header>` +
      (wrong ? `<p class="wrong" role="alert">${escape(wrong)}</p>` : '') +
      `<fieldset><legend>Continue as</legend><div class="people">${people.map(person).join('')}</div>` +
      `<label class="other"><small>or anybody else, by username or id</small><input type="text" name="other" autocomplete="off"></label></fieldset>` +
      server +
      `<fieldset><legend>This allows Wardroom to</legend><ul>${scopes.map((scope) => `<li>${escape(words[scope] ?? scope)}</li>`).join('')}</ul></fieldset>` +
      `<footer><button name="decision" value="cancel">Cancel</button><button class="yes" name="decision" value="authorize">Authorize</button></footer></form>`,
  )
}
