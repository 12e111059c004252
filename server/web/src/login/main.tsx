import 'virtual:tokens.css'
import '../ui/base.css'
import { render } from 'preact'
import { startTheme } from '../app/theme'
import { LoginPage } from './page'

startTheme()
const root = document.getElementById('app')
if (root) render(<LoginPage />, root)
