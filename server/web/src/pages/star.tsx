import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { setStar } from '../api/search'
import { Button } from '../ui/button'
import { errorSentence } from '../ui/errors'
import { t } from '../ui/i18n'
import { toast } from '../ui/toast'
import star from 'icon:star'

/** Marks a dashboard as a favourite; shown at once, taken back if the node refuses. */
export function Star({ hit }: { hit: { uid: string; title: string; isStarred: boolean } }): JSX.Element {
  const [starred, setStarred] = useState(hit.isStarred)
  const toggle = async (): Promise<void> => {
    setStarred(!starred)
    const answer = await setStar(hit.uid, !starred)
    if (answer.ok) return
    setStarred(starred)
    toast(errorSentence(answer.error), { state: 'warning' })
  }
  return <Button kind="ghost" small class="star" icon={star} name={starred ? t('star.remove', hit.title) : t('star.add', hit.title)} aria-pressed={starred ? 'true' : 'false'} onClick={() => void toggle()} />
}
