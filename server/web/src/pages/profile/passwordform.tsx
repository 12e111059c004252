import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { changePassword } from '../../api/account'
import { user } from '../../app/session'
import { Button } from '../../ui/button'
import { Card } from '../../ui/card'
import { errorSentence } from '../../ui/errors'
import { TextField } from '../../ui/field'
import { t } from '../../ui/i18n'
import { toast } from '../../ui/toast'

type Errors = { old?: string; new?: string }

/** A new password ends the other sessions of this person; the form says so first. */
export function PasswordForm(): JSX.Element {
  const [old, setOld] = useState('')
  const [wanted, setWanted] = useState('')
  const [errors, setErrors] = useState<Errors>({})
  const [busy, setBusy] = useState(false)
  const save = async (event: Event): Promise<void> => {
    event.preventDefault()
    const found: Errors = { ...(old ? {} : { old: t('field.missing') }), ...(wanted ? {} : { new: t('field.missing') }) }
    setErrors(found)
    if (found.old || found.new) return
    setBusy(true)
    const answer = await changePassword(old, wanted)
    setBusy(false)
    if (answer.ok) {
      setOld('')
      setWanted('')
      toast(t('password.changed'))
    } else if (answer.error.kind === 'signedOut') setErrors({ old: t('password.wrongOld') })
    else setErrors({ new: errorSentence(answer.error) })
  }
  return (
    <Card title={t('account.password')} class="source-form">
      <form class="card-body form" onSubmit={(event) => void save(event)} noValidate>
        <input class="visually-hidden" type="text" autocomplete="username" value={user.value?.login ?? ''} tabIndex={-1} aria-hidden="true" readOnly />
        <TextField type="password" label={t('password.old')} autocomplete="current-password" value={old} onValue={setOld} error={errors.old} />
        <TextField type="password" label={t('password.new')} autocomplete="new-password" value={wanted} onValue={setWanted} error={errors.new} help={t('password.help')} />
        <div class="row"><Button type="submit" kind="primary" label={t('password.change')} busy={busy} /></div>
      </form>
    </Card>
  )
}
