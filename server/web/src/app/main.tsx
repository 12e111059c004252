import 'virtual:tokens.css'
import '../ui/base.css'
import './frame.css'
import { render } from 'preact'
import { App } from './app'
import { startRouter } from './router'
import { routes } from './routes'
import { startSession } from './session'
import { startTheme } from './theme'

startTheme()
startRouter(routes)
void startSession()
const root = document.getElementById('app')
if (root) render(<App />, root)
