/** News of a seat told by the very script that gives or frees it, in Lua: no second way to Redis, and nothing between the two to get lost. */
import { roomSeats } from '@visavis/shared';
import { channelOf, podIdChars } from './relay-bundle.ts';
import type { PodId } from './seat-store.ts';

/**
 * `podIn(text)` is the pod that a seat's text, or a watcher, ends with, by its length: a pattern would try every place.
 * `tell(kind, seat, epoch, more, found, from, own)` says it to the pods that end the texts of `found` from place `from` on, but to
 * `own`, in the words of `bus-message.ts`: `more` are the fields behind the epoch. Answers '1' when all were told, and '0' when
 * there was nobody or the server would not: one before version 7, or one whose rules do not let us.
 */
export const telling = `
local function podIn(text) return string.sub(text, -${podIdChars}) end
local seatNames = {${roomSeats.map((seat) => `'${seat}'`).join(', ')}}
local function tell(kind, seat, epoch, more, found, from, own)
  local others = {}
  for place = from, #found do
    local pod = podIn(found[place])
    if pod ~= '' and pod ~= own then others[pod] = true end
  end
  if not next(others) then return '0' end
  local news = '{"kind":"' .. kind .. '","room":"' .. string.match(KEYS[1], '^vv:{(.-)}') .. '","seat":"' .. seatNames[seat]
    .. '","epoch":' .. epoch .. more .. '}\\n'
  local told = '1'
  for pod in pairs(others) do
    local answer = redis.pcall('SPUBLISH', '${channelOf('' as PodId)}' .. pod, news)
    if type(answer) == 'table' and answer.err then told = '0' end
  end
  return told
end
`;
