const styles = ['console', 'frame', 'channel', 'composer', 'side', 'dialogs']
const scripts = ['console']
const icon = (path: string): string =>
  `<svg viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${path}</svg>`

const icons = {
  brand: icon('<path d="M12 3v18M5 8h14M7 8a5 5 0 0 0 10 0M4 15c1 4 5 6 8 6s7-2 8-6"/>'),
  places: icon('<path d="M4 6h16M4 12h10M4 18h13"/>'),
  chat: icon('<path d="M21 12a8 8 0 0 1-8 8H4l2-3a8 8 0 1 1 15-5z"/>'),
  live: icon('<path d="M3 12h4l3-8 4 16 3-8h4"/>'),
  theme: icon('<path d="M12 3a9 9 0 1 0 9 9 7 7 0 0 1-9-9z"/>'),
  send: icon('<path d="m4 12 16-8-6 16-3-7z"/>'),
}

const tab = (id: string, label: string, on = false): string =>
  `<button role="tab" id="tab-${id}" aria-controls="panel-${id}" aria-selected="${on}">${label}</button>`
const panel = (id: string, content: string, on = false): string =>
  `<div role="tabpanel" id="panel-${id}" aria-labelledby="tab-${id}"${on ? '' : ' hidden'}>${content}</div>`

/** The console's page: a frame that its scripts fill from the control API. Nothing of the world is written into it. */
export const renderPage = (): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sandbox · a local Discord</title>
<link rel="icon" href="/console/assets/icon.svg">
${styles.map((name) => `<link rel="stylesheet" href="/console/assets/${name}.css">`).join('\n')}
${scripts.map((name) => `<script type="module" src="/console/assets/${name}.js"></script>`).join('\n')}
</head>
<body data-view="chat">
<header class="bar">
  <h1>${icons.brand}<span>Sandbox</span><small>a local Discord</small></h1>
  <button id="me" class="me" aria-haspopup="dialog"><span class="avatar"></span><span class="who"><b>…</b><small>be someone else</small></span></button>
  <div id="pills" class="pills" role="status"></div>
  <button id="theme" class="icon" title="Light, dark or as the system" aria-label="Theme">${icons.theme}</button>
</header>
<main>
  <nav class="places" aria-label="Servers and channels">
    <h2>Servers</h2><div id="guilds" class="rows"></div>
    <h2>Channels</h2><div id="channels" class="rows"></div>
    <h2>Private</h2><div id="private" class="rows"></div>
  </nav>
  <section class="channel" aria-label="Channel">
    <div class="head"><div class="title"><h2 id="channel-name">…</h2><p id="channel-topic"></p></div><div id="channel-tools" class="tools"></div></div>
    <ol id="messages" tabindex="0" aria-label="Messages"></ol>
    <div id="composer" class="composer">
      <div id="command" hidden></div>
      <div id="suggestions" class="suggestions" role="listbox" aria-label="Commands" hidden></div>
      <form id="write"><input id="draft" autocomplete="off" maxlength="2000" aria-label="Message" placeholder="Message, or / for commands"><button class="icon" aria-label="Send">${icons.send}</button></form>
    </div>
  </section>
  <aside class="side" aria-label="What happens">
    <div role="tablist" aria-label="Views">${tab('live', 'Live', true)}${tab('people', 'People')}${tab('fate', 'Fate')}${tab('violations', 'Violations')}</div>
    ${panel('live', '<div class="filters" id="live-filters"></div><ol id="live" class="feed" tabindex="0" aria-label="What happened, newest first"></ol>', true)}
    ${panel('people', '<input id="people-search" type="search" placeholder="Find someone by name or id" aria-label="Find someone"><div id="people" class="rows"></div>')}
    ${panel('fate', '<div id="fate"></div>')}
    ${panel('violations', '<div id="violations"></div>')}
  </aside>
</main>
<nav class="switch" aria-label="Views">
  <button data-view="places">${icons.places}Places</button><button data-view="chat">${icons.chat}Channel</button><button data-view="side">${icons.live}Live</button>
</nav>
<div id="toasts" role="status" aria-live="polite"></div>
<noscript>The console needs JavaScript.</noscript>
</body>
</html>
`
