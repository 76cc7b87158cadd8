/** The seat store's decisions, in Lua: each runs alone in the server, and time is the server's own. */
import { redisScript } from './redis-script.ts';

/**
 * A seat is one string, `<epoch> <connection> <incarnation> <device> <pod>`, with its time to live.
 * KEYS[1..3] are always the seats advisor, guest, companion; KEYS[4] the watchers of the room.
 */
const seats = `
local function read(raw)
  local epoch, connection, page, device = string.match(raw, '^(%d+) (%S+) (%S+) (%S+) ')
  return tonumber(epoch), connection, page, device
end
local function text(number) return string.format('%.0f', number) end
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
local function room(answer)
  for _, raw in ipairs(redis.call('MGET', KEYS[1], KEYS[2], KEYS[3])) do answer[#answer + 1] = raw or '' end
  if redis.call('EXISTS', KEYS[4]) == 0 then return answer end
  for _, pod in ipairs(redis.call('ZRANGEBYSCORE', KEYS[4], '(' .. text(now()), '+inf')) do
    answer[#answer + 1] = pod
  end
  return answer
end
`;

/** KEYS 5 epochs, 6 room over, 7 page dismissed. ARGV seat, ttl, epochs' ttl, connection, page, device, pod, resumes or 0. */
export const takeScript = redisScript(`${seats}
if redis.call('EXISTS', KEYS[6]) == 1 then return {'room-over'} end
if redis.call('EXISTS', KEYS[7]) == 1 then return {'dismissed'} end
local seat, ttl, day, connection, page, device, pod, resumes = unpack(ARGV)
local key = KEYS[tonumber(seat)]
local last = tonumber(redis.call('HGET', KEYS[5], seat) or 0)
local live = redis.call('GET', key)
resumes = tonumber(resumes)
if live then
  local liveEpoch, _, livePage, liveDevice = read(live)
  last = math.max(last, liveEpoch)
  if liveDevice ~= device then return {'seat-taken', redis.call('PTTL', key)} end
  if resumes > 0 and livePage ~= page then return {'replaced'} end
end
if resumes > 0 and last > resumes + 1 then return {'stale'} end
local epoch = text(math.max(last, resumes) + 1)
redis.call('SET', key, table.concat({epoch, connection, page, device, pod}, ' '), 'PX', ttl)
redis.call('HSET', KEYS[5], seat, epoch)
redis.call('PEXPIRE', KEYS[5], day)
return room({'taken', epoch, live or ''})
`);

const held = `
local function holds(raw) return raw and string.find(raw, ARGV[1], 1, true) == 1 end
`;

/** KEYS 5 epochs, 6 room over, 7 page dismissed. ARGV '<epoch> <connection> ', ttl, epochs' ttl, seat, epoch, record. */
export const renewScript = redisScript(`${seats}${held}
local _, ttl, day, seat, epoch, record = unpack(ARGV)
local key = KEYS[tonumber(seat)]
if redis.call('EXISTS', KEYS[6]) == 1 then return {'room-over'} end
if redis.call('EXISTS', KEYS[7]) == 1 then return {'dismissed'} end
local live = redis.call('GET', key)
local function page(raw) return string.match(raw, '^%S+ %S+ (%S+) ') end
if live and not holds(live) then return {page(live) == page(record) and 'moved' or 'replaced'} end
if not live and tonumber(redis.call('HGET', KEYS[5], seat) or 0) > tonumber(epoch) then return {'moved'} end
if live then
  redis.call('PEXPIRE', key, ttl)
else
  redis.call('SET', key, record, 'PX', ttl)
  redis.call('HSET', KEYS[5], seat, epoch)
  redis.call('PEXPIRE', KEYS[5], day)
end
return room({'kept'})
`);

/** KEYS seat. ARGV '<epoch> <connection> ', ttl. */
export const shortenScript = redisScript(`${held}
if not holds(redis.call('GET', KEYS[1])) then return 0 end
if redis.call('PTTL', KEYS[1]) > tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 1
`);

/** ARGV '<epoch> <connection> ', seat. Answers the room afterwards, or nothing for anybody but the holder. */
export const releaseScript = redisScript(`${seats}${held}
local key = KEYS[tonumber(ARGV[2])]
if not holds(redis.call('GET', key)) then return false end
redis.call('DEL', key)
return room({})
`);

/** KEYS 5 page dismissed. ARGV page, ttl. Answers the seat's number and record, or nothing. */
export const dismissScript = redisScript(`${seats}
for seat = 1, 3 do
  local raw = redis.call('GET', KEYS[seat])
  if raw then
    local _, _, page = read(raw)
    if page == ARGV[1] then
      redis.call('SET', KEYS[5], '1', 'PX', ARGV[2])
      redis.call('DEL', KEYS[seat])
      return {text(seat), raw}
    end
  end
end
return {}
`);

/** KEYS 5 room over. ARGV ttl. Answers the room as it was. */
export const endRoomScript = redisScript(`${seats}
local before = room({})
redis.call('SET', KEYS[5], '1', 'PX', ARGV[1])
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
return before
`);

export const readRoomScript = redisScript(`${seats}
return room({})
`);

/** KEYS watchers. ARGV pod, ttl. Pods whose time is over are swept out on the way. */
export const watchScript = redisScript(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now))
redis.call('ZADD', KEYS[1], string.format('%.0f', now + ARGV[2]), ARGV[1])
redis.call('PEXPIRE', KEYS[1], math.max(redis.call('PTTL', KEYS[1]), tonumber(ARGV[2])))
return 1
`);

/** GCRA whose whole state is how long the key still lives. KEYS rate. ARGV burst, every. Answers how long to wait. */
export const throttleScript = redisScript(`
local burst, every = tonumber(ARGV[1]), tonumber(ARGV[2])
local used = math.max(redis.call('PTTL', KEYS[1]), 0) + every
local wait = used - burst * every
if wait > 0 then return math.ceil(wait) end
redis.call('SET', KEYS[1], '1', 'PX', math.ceil(used))
return 0
`);
