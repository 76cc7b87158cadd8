#!/bin/sh
# Keeps relayed packets away from everything on this machine that is no relayed port; root runs it on each machine with a relay, at every start.
#
# coturn's permission is for an address, not for a port: whoever may reach the relay's own address, and people who use the relay
# only must, reaches every UDP service there too. Arguments: addresses of your other relays, which reach this one in the same way.
set -eu

# Those of compose.yaml and kubernetes/coturn.yaml
user=${TURN_USER_ID:-10001}
ports=${TURN_MIN_PORT:-49152}:${TURN_MAX_PORT:-65535}
# One bit that neither Kubernetes nor its usual networks use
mark=0x20/0x20

# Dropped where packets arrive: coturn ends an allocation that may not send, and an honest browser may try such a port once.
fence() {
  "$1" -w --noflush <<RULES
*mangle
:visavis-relay - [0:0]
-A visavis-relay -p udp --sport $ports ! --dport $ports -m owner --uid-owner $user -m addrtype --dst-type LOCAL -j MARK --set-xmark $mark
COMMIT
*raw
:visavis-relay - [0:0]
-A visavis-relay -i lo -p udp -m mark --mark $mark -j DROP
$2COMMIT
RULES
}
jump() {
  "$1" -w -t "$2" -C "$3" -j visavis-relay 2> /dev/null || "$1" -w -t "$2" -I "$3" -j visavis-relay
}

others4= others6=
for address; do
  rule="-A visavis-relay -s $address -p udp --sport $ports ! --dport $ports -j DROP
"
  case $address in
    *:*) others6=$others6$rule ;;
    *) others4=$others4$rule ;;
  esac
done

fence iptables-restore "$others4"
jump iptables mangle OUTPUT
jump iptables raw PREROUTING
if [ -e /proc/net/if_inet6 ]; then
  fence ip6tables-restore "$others6"
  jump ip6tables mangle OUTPUT
  jump ip6tables raw PREROUTING
fi
