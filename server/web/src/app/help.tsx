import type { JSX } from 'preact'
import { Check } from '../ui/field'
import { Dialog } from '../ui/dialog'
import { t } from '../ui/i18n'
import type { OverlayProps } from './overlays'
import { chooseSingleKeys, shortcutGroups, singleKeys } from './shortcuts'
import './help.css'

/** The keys that work here, newest first: the page's own before those of the frame. */
export default function HelpSheet({ onClose }: OverlayProps): JSX.Element {
  return (
    <Dialog title={t('help.title')} onClose={onClose} wide>
      <div class="keys">
        {shortcutGroups.value.toReversed().map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.shortcuts.map((one) => (
                <div key={one.keys}><dt>{one.label}</dt><dd>{one.keys.split(' ').map((key) => <kbd key={key}>{key.includes('+') ? key.replace('+', ' ').replace(/.$/, (letter) => letter.toUpperCase()) : key}</kbd>)}</dd></div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Check label={t('help.singleKeys')} checked={singleKeys.value} onChecked={chooseSingleKeys} />
    </Dialog>
  )
}
