import 'virtual:tokens.css'
import '../ui/base.css'
import './frame.css'
import { render } from 'preact'
import { startTooltips } from '../ui/tooltip'
import { App } from './app'
import { startLanguage } from './language'
import { startRecent } from './recent'
import { startRouter } from './router'
import { routes } from './routes'
import { startSession } from './session'
import { startShortcuts } from './shortcuts'
import { startTheme } from './theme'

startTheme()
startRouter(routes)
startRecent()
startShortcuts()
startTooltips()
void startSession()
void startLanguage().then(() => {
  const root = document.getElementById('app')
  if (root) render(<App />, root)
})
