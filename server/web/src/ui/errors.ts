// What a failed request is called on screen: what happened, where, what to do.
import { addMessages, serverText, t } from './i18n'
import type { ApiError } from '../api/result'
import texts from 'virtual:server-messages'

addMessages(texts)

export type ErrorText = { title: string; sentence: string }

/** A title and a sentence for an error. The server's sentence is shown where it says more than its kind does. */
export function errorText(error: ApiError): ErrorText {
  const said = (error.messageId && serverText(error.messageId)) || error.message
  switch (error.kind) {
    case 'unreachable': return { title: t('error.unreachable'), sentence: t('error.unreachableDo') }
    case 'busy': return { title: t('error.busy'), sentence: t('error.busyDo') }
    case 'signedOut': return { title: t('error.signedOut'), sentence: t('error.signedOutDo') }
    case 'forbidden': return { title: t('error.forbidden'), sentence: t('error.forbiddenDo') }
    case 'missing': return { title: t('error.missing'), sentence: t('error.missingDo') }
    case 'conflict': return { title: t('error.conflict'), sentence: said }
    case 'throttled': return { title: t('error.throttled'), sentence: error.retryAfter ? t('error.throttledFor', error.retryAfter) : t('error.throttledDo') }
    case 'refused': return { title: t('error.refused'), sentence: said }
    case 'malformed': return { title: t('error.malformed'), sentence: t('error.malformedDo') }
    default: return { title: t('error.broken'), sentence: t('error.brokenDo') }
  }
}

/** One line for places with little room, such as under a field or in a form. */
export function errorSentence(error: ApiError): string {
  const { title, sentence } = errorText(error)
  return error.kind === 'refused' || error.kind === 'conflict' ? sentence : `${title}. ${sentence}`
}
