import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Check, SelectField } from '../ui/field'
import { t } from '../ui/i18n'
import { toast } from '../ui/toast'
import type { DashboardModel } from './model'
import { lockedLink } from './sharelink'
import copyIcon from 'icon:copy'

/** A link to what is on the screen. */
export default function ShareDialog({ model, onClose }: { model: DashboardModel; panel: string; onClose: () => void }): JSX.Element {
  const [locked, setLocked] = useState(true)
  const [theme, setTheme] = useState('')
  const link = lockedLink(model, { locked, theme: theme || null, viewPanel: model.url.value.viewPanel })
  const copy = () => navigator.clipboard?.writeText(link).then(() => { toast(t('share.copied')); onClose() }, () => toast(t('share.notCopied'), { state: 'warning' }))
  return (
    <Dialog title={t('share.title')} onClose={onClose} wide buttons={<><span class="grow" /><Button label={t('share.cancel')} onClick={onClose} /><Button kind="primary" icon={copyIcon} label={t('share.copy')} onClick={() => void copy()} /></>}>
      <div class="stack">
        <label class="field"><span class="label">{t('share.link')}</span><input class="input mono" readOnly value={link} onFocus={(event) => event.currentTarget.select()} /></label>
        <Check label={t('share.locked')} checked={locked} onChecked={setLocked} />
        <SelectField label={t('share.theme')} value={theme} onValue={setTheme} options={[{ value: '', text: t('share.themeTheirs') }, { value: 'light', text: t('theme.light') }, { value: 'dark', text: t('theme.dark') }]} />
      </div>
    </Dialog>
  )
}
