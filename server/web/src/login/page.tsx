import type { JSX } from 'preact'
import { t } from '../ui/i18n'

export function LoginPage(): JSX.Element {
  return <main id="main" data-page="login" data-state="ready"><h1>{t('login.title')}</h1></main>
}
