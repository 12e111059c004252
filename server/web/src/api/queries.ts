// Queries of people who may ask freely: http-api §4.3, frames of ds-query §2.1.
import { request } from './client'
import { array, number, object, optional, record, string, unknown, withDefault, type Decoded } from './decode'
import { fail, ok, type Result } from './result'

const fieldDecoder = object({
  name: withDefault(string, ''), type: withDefault(string, 'other'), labels: optional(record(string)), config: optional(object({ displayName: optional(string), displayNameFromDS: optional(string), unit: optional(string) })),
})
const noticeDecoder = object({ severity: withDefault(string, 'info'), text: withDefault(string, '') })
export const frameDecoder = object({
  schema: object({ name: optional(string), refId: optional(string), fields: withDefault(array(fieldDecoder), []), meta: optional(object({ executedQueryString: optional(string), notices: optional(array(noticeDecoder)) })) }),
  data: object({ values: withDefault(array(array(unknown)), []) }),
})
const resultDecoder = object({ status: withDefault(number, 200), error: optional(string), frames: withDefault(array(frameDecoder), []) })
const answerDecoder = object({ results: record(resultDecoder) })

export type Field = Decoded<typeof fieldDecoder>
export type Frame = Decoded<typeof frameDecoder>
export type QueryBody = { from: string; to: string; queries: Record<string, unknown>[] }

/** Frames of one query A. A failure of the query itself comes with its sentence as `refused`. */
export async function runQuery(body: QueryBody, signal: AbortSignal): Promise<Result<Frame[]>> {
  const answer = await request('api/ds/query', answerDecoder, { method: 'POST', body, signal })
  if (!answer.ok) return answer
  const result = Object.values(answer.value.results)[0]
  if (result?.error) return fail({ kind: 'refused', status: result.status, message: result.error })
  return ok(result?.frames ?? [])
}
