// The signed-in person: preferences, password, sessions. http-api §2.1, §5.4, §8.
import { request } from './client'
import { array, boolean, ignored, number, object, string, withDefault, type Decoded } from './decode'
import type { Result } from './result'

export type PreferenceChange = { theme?: string; timezone?: string; homeDashboardUID?: string; language?: string; weekStart?: string }

export const changePreferences = (change: PreferenceChange): Promise<Result<null>> => request('api/user/preferences', ignored, { method: 'PATCH', body: change })

export const changePassword = (oldPassword: string, newPassword: string): Promise<Result<null>> =>
  request('api/user/password', ignored, { method: 'PUT', body: { oldPassword, newPassword, confirmNew: newPassword }, anonymous: true })

export const changeProfile = (profile: { name: string; email: string; login: string }): Promise<Result<null>> => request('api/user', ignored, { method: 'PUT', body: profile })

const sessionDecoder = object({
  id: number, isActive: withDefault(boolean, false), clientIp: withDefault(string, ''), os: withDefault(string, ''), browser: withDefault(string, ''), createdAt: withDefault(string, ''), seenAt: withDefault(string, ''),
})
export type LoginSession = Decoded<typeof sessionDecoder>

export const listSessions = (signal?: AbortSignal): Promise<Result<LoginSession[]>> => request('api/user/auth-tokens', array(sessionDecoder), signal ? { signal } : {})
export const endSession = (id: number): Promise<Result<null>> => request('api/user/revoke-auth-token', ignored, { method: 'POST', body: { authTokenId: id } })
