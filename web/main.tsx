import './styles/base.css'
import { Router } from '@solidjs/router'
import { ErrorBoundary, Suspense } from 'solid-js'
import { render } from 'solid-js/web'
import { loginHref, mayBeSignedIn } from '#web/data/to-login.ts'
import { Broken } from '#web/pages/error/broken.tsx'
import { routes } from './routes.tsx'

// asking for what needs a session before there is one would only be refused
if (/^\/($|servers|dashboard)/.test(location.pathname) && !mayBeSignedIn()) history.replaceState(null, '', loginHref())

render(
  () => (
    <Router
      root={(props) => (
        <ErrorBoundary fallback={(error, reset) => <Broken error={error} reset={reset} />}>
          <Suspense>{props.children}</Suspense>
        </ErrorBoundary>
      )}
    >
      {routes}
    </Router>
  ),
  document.getElementById('app')!,
)
