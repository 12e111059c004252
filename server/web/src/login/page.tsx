import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { basePath, request } from '../api/client'
import { away } from '../api/connection'
import { object, optional, string } from '../api/decode'
import type { ApiError } from '../api/result'
import { announce } from '../ui/announce'
import { Banner } from '../ui/banner'
import { Button } from '../ui/button'
import { TextField } from '../ui/field'
import { Logo } from '../ui/glyph'
import { t } from '../ui/i18n'
import { NodeState, useHealth } from './nodestate'
import { safePath } from './redirect'
import { Ruler } from './ruler'
import './login.css'

const loginDecoder = object({ message: optional(string), redirectUrl: optional(string) })

/** Why the last try failed, in a sentence that says what to do. */
function sentenceOf(error: ApiError): string {
  if (error.kind === 'signedOut' || error.kind === 'refused') return error.message === 'Login is disabled' ? t('login.disabled') : t('login.wrong')
  if (error.kind === 'throttled') return error.retryAfter ? t('login.throttledFor', error.retryAfter) : t('login.throttled')
  if (error.kind === 'busy') return t('login.noDatabase')
  if (error.kind === 'unreachable') return t('login.unreachable')
  return t('login.broken')
}

export function LoginPage(): JSX.Element {
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState(false)
  const [error, setError] = useState<ApiError | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const health = useHealth()
  const title = health?.clusterName ? t('login.titleOf', health.clusterName) : t('login.title')
  useLayoutEffect(() => announce(title), [])
  useEffect(() => { if (!away.value) setError((before) => (before?.kind === 'unreachable' || before?.kind === 'busy' ? undefined : before)) }, [away.value])

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (busy) return
    setMissing(!name.trim() || !password)
    if (!name.trim() || !password) {
      form.current?.querySelector<HTMLInputElement>(name.trim() ? 'input[name=password]' : 'input[name=user]')?.focus()
      return
    }
    setBusy(true)
    setError(undefined)
    const answer = await request('login', loginDecoder, { method: 'POST', body: { user: name.trim(), password }, anonymous: true })
    if (answer.ok) {
      const asked = new URLSearchParams(location.search).get('redirect')
      location.assign(safePath(asked, location.origin) ?? safePath(answer.value.redirectUrl, location.origin) ?? basePath())
      return
    }
    setBusy(false)
    setError(answer.error)
    announce(sentenceOf(answer.error))
    const field = form.current?.querySelector<HTMLInputElement>('input[name=password]')
    field?.focus()
    field?.select()
  }
  return (
    <main id="main" class="login" data-page="login" data-state="ready">
      <div class="login-box">
        <div class="login-who"><Logo /><h1>{title}</h1><p class="soft">{t('app.name')}</p></div>
        <form ref={form} method="post" onSubmit={(event) => void submit(event)} noValidate>
          {error && <Banner state={error.kind === 'busy' || error.kind === 'throttled' ? 'degraded' : 'down'} word={t('login.notSignedIn')}>{sentenceOf(error)}</Banner>}
          <TextField label={t('login.user')} name="user" autocomplete="username" autocapitalize="none" spellcheck={false} autofocus value={name} onValue={setName} error={missing && !name.trim() ? t('login.userMissing') : undefined} />
          <TextField label={t('login.password')} name="password" type="password" autocomplete="current-password" value={password} onValue={setPassword} error={missing && !password ? t('login.passwordMissing') : undefined} />
          <Button type="submit" kind="primary" label={t('login.submit')} busy={busy} />
          <p class="caption muted">{t('login.forgotten')}</p>
        </form>
      </div>
      <div class="login-foot"><Ruler /><footer><NodeState health={health} /></footer></div>
    </main>
  )
}
