#!/bin/sh
# Keeps relayed packets to relayed ports, on this machine and on those of other relays; root runs it on each machine with a relay, at every start.
#
# coturn's permission is for an address, not for a port: whoever may reach the relay's own address, and people who use the relay
# only must, reaches every UDP service there too. Arguments: addresses of your other relays, as this one sends to them.
set -eu

# Those of compose.yaml and kubernetes/coturn.yaml
user=${TURN_USER_ID:-10001}
first=${TURN_MIN_PORT:-49152} last=${TURN_MAX_PORT:-65535}
# One bit that neither Kubernetes nor its usual networks use, and a table of routes for it
mark=0x20/0x20 table=32

# Marked where they leave, for only there their user is known: the kernel sends tunnels and others' questions from such ports too.
rule() {
  echo "-A visavis-relay -p udp --sport $first:$last ! --dport $first:$last -m owner --uid-owner $user $1 -j MARK --set-xmark $mark"
}
# Dropped where they arrive: coturn ends an allocation that may not send, and an honest browser may try such a port once.
fence() {
  "$1" -w --noflush <<RULES
*mangle
:visavis-relay - [0:0]
$(rule '-m addrtype --dst-type LOCAL')
$2COMMIT
*raw
:visavis-relay - [0:0]
-A visavis-relay -i lo -p udp -m mark --mark $mark -j DROP
COMMIT
RULES
}
jump() {
  "$1" -w -t "$2" -C "$3" -j visavis-relay 2> /dev/null || "$1" -w -t "$2" -I "$3" -j visavis-relay
}
# They arrive here wherever they were going: to another relay, or to a container whose port is published.
turn_back() {
  ip "$1" route replace local default dev lo table $table
  [ -n "$(ip "$1" rule list iif lo fwmark $mark lookup $table)" ] || ip "$1" rule add iif lo fwmark $mark lookup $table priority 100
}

others4= others6=
for address; do
  case $address in
    *:*) others6="$others6$(rule "-d $address")
" ;;
    *) others4="$others4$(rule "-d $address")
" ;;
  esac
done

turn_back -4
fence iptables-restore "$others4"
jump iptables mangle OUTPUT
jump iptables raw PREROUTING
if grep -qs ' lo$' /proc/net/if_inet6; then
  turn_back -6
  fence ip6tables-restore "$others6"
  jump ip6tables mangle OUTPUT
  jump ip6tables raw PREROUTING
fi

# Programs are given no relayed port that they do not ask for by number, so none of theirs is among them.
kept=$(cat /proc/sys/net/ipv4/ip_local_reserved_ports)
echo "${kept:+$kept,}$first-$last" > /proc/sys/net/ipv4/ip_local_reserved_ports
