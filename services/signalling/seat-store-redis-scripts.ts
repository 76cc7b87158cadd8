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

/** KEYS 5 epochs, 6 room over, 7 page dismissed. */
const taking = `${seats}
local function take(seat, ttl, lasts, connection, page, device, pod, resumes, replaces)
  if redis.call('EXISTS', KEYS[6], KEYS[7]) > 0 then
    return {redis.call('EXISTS', KEYS[6]) == 1 and 'room-over' or 'dismissed'}
  end
  local number = tonumber(seat)
  local last = tonumber(redis.call('HGET', KEYS[5], seat) or 0)
  local live = redis.call('GET', KEYS[number])
  resumes = tonumber(resumes)
  if live then
    local liveEpoch, liveConnection, livePage, liveDevice = read(live)
    last = math.max(last, liveEpoch)
    if liveDevice ~= device then return {'seat-taken', redis.call('PTTL', KEYS[number])} end
    if livePage ~= page then
      if resumes > 0 then return {'replaced'} end
      if liveConnection ~= replaces then return {'held', liveConnection} end
    end
  end
  if resumes > 0 and last > resumes + 1 then return {'stale'} end
  local epoch = text(math.max(last, resumes) + 1)
  redis.call('SET', KEYS[number], table.concat({epoch, connection, page, device, pod}, ' '), 'PX', ttl)
  redis.call('HSET', KEYS[5], seat, epoch)
  redis.call('PEXPIRE', KEYS[5], math.max(redis.call('PTTL', KEYS[5]), tonumber(lasts)))
  return room({'taken', epoch, live or ''})
end
`;

/** ARGV seat, ttl, how long epochs are kept at least, connection, page, device, pod, resumes or 0, the connection that it replaces or nothing. */
export const takeScript = redisScript(`${taking}
return take(unpack(ARGV))
`);

/** GCRA whose whole state is how long the key still lives. */
const gcra = `
local function wait(key, burst, every)
  local used = math.max(redis.call('PTTL', key), 0) + every
  local over = used - burst * every
  if over > 0 then return math.ceil(over) end
  redis.call('SET', key, '1', 'PX', math.ceil(used))
  return 0
end
`;

/**
 * KEYS and ARGV as for {@link takeScript}, then KEYS 8 the ticket if there is one, and the rates; ARGV 10 how long to remember
 * the ticket, 0 without one, and burst and period of each rate. A rate that refuses is named by its place among the rates.
 */
export const enterScript = redisScript(`${taking}${gcra}
local ticket = ARGV[10] ~= '0'
local before = ticket and 8 or 7
for place = before + 1, #KEYS do
  local at = 9 + 2 * (place - before)
  local over = wait(KEYS[place], tonumber(ARGV[at]), tonumber(ARGV[at + 1]))
  if over > 0 then return {'too-many', place - before, over} end
end
if ticket and not redis.call('SET', KEYS[8], '1', 'PX', ARGV[10], 'NX') then return {'ticket-used'} end
return take(unpack(ARGV, 1, 9))
`);

const held = `
local function holds(raw) return raw and string.find(raw, ARGV[1], 1, true) == 1 end
`;

/** KEYS 5 epochs, 6 room over, 7 page dismissed. ARGV '<epoch> <connection> ', ttl, how long epochs are kept at least, seat, epoch, record, 1 to restore what vanished. */
export const renewScript = redisScript(`${seats}${held}
local _, ttl, lasts, seat, epoch, record, restores = unpack(ARGV)
local key = KEYS[tonumber(seat)]
if redis.call('EXISTS', KEYS[6]) == 1 then return {'room-over'} end
if redis.call('EXISTS', KEYS[7]) == 1 then return {'dismissed'} end
local live = redis.call('GET', key)
local function page(raw) return string.match(raw, '^%S+ %S+ (%S+) ') end
if live and not holds(live) then return {page(live) == page(record) and 'moved' or 'replaced'} end
if not live and tonumber(redis.call('HGET', KEYS[5], seat) or 0) > tonumber(epoch) then return {'moved'} end
if not live and restores ~= '1' then return {'vanished'} end
if live then
  redis.call('PEXPIRE', key, ttl)
else
  redis.call('SET', key, record, 'PX', ttl)
  redis.call('HSET', KEYS[5], seat, epoch)
  redis.call('PEXPIRE', KEYS[5], math.max(redis.call('PTTL', KEYS[5]), tonumber(lasts)))
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

/** ARGV connection, seat. Answers the record that was freed and the room afterwards, or nothing when it is not this connection's. */
export const withdrawScript = redisScript(`${seats}
local key = KEYS[tonumber(ARGV[2])]
local live = redis.call('GET', key)
if not live then return false end
local _, connection = read(live)
if connection ~= ARGV[1] then return false end
redis.call('DEL', key)
return room({live})
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

/** KEYS rate. ARGV burst, every. Answers how long to wait. */
export const throttleScript = redisScript(`${gcra}
return wait(KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2]))
`);
