import 'virtual:tokens.css'
import '../ui/base.css'
import { render } from 'preact'
import { startLanguage } from '../app/language'
import { startTheme } from '../app/theme'
import { LoginPage } from './page'

startTheme()
void startLanguage().then(() => {
  const root = document.getElementById('app')
  if (root) render(<LoginPage />, root)
})
