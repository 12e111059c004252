import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { lastAnswer } from '../api/connection'
import type { PanelView } from '../api/panelview'
import { Blank } from '../ui/states'
import { Button } from '../ui/button'
import { Glyph } from '../ui/glyph'
import { serverText, t } from '../ui/i18n'
import refreshIcon from 'icon:refresh-cw'

function sentence(view: PanelView): string {
  const { error } = view
  if (!error) return t('panel.failed')
  if (error.messageId === 'panel.unanswered') return t('panel.unanswered')
  return error.message || serverText(error.messageId) || t('panel.failed')
}

/** Why a panel has no new data, and what to do. Above older data it is one line. */
export function PanelError({ view, onRetry, banner = false }: { view: PanelView; onRetry: () => void; banner?: boolean }): JSX.Element {
  const [details, setDetails] = useState(false)
  const { error } = view
  const retry = <Button small={banner} kind={banner ? 'ghost' : 'plain'} icon={refreshIcon} label={t('panel.retry')} onClick={onRetry} />
  if (banner) return <div class="p-banner"><Glyph state="down" /><span class="grow clip" title={sentence(view)}>{sentence(view)}</span>{retry}</div>
  const title = error?.refId ? t('panel.queryFailed', error.refId) : t('panel.failedTitle')
  return (
    <Blank state="down" title={title} acts={<>{retry}<Button kind="ghost" label={t('panel.details')} aria-expanded={details ? 'true' : 'false'} onClick={() => setDetails(!details)} /></>}>
      {sentence(view)}{error?.hint && ` ${error.hint}`}
      {details && <small class="p-details mono">{[lastAnswer.value?.node, error?.messageId, error?.refId].filter(Boolean).join(' · ')}</small>}
    </Blank>
  )
}
