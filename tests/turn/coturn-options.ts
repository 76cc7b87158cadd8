/** Every option that coturn 4.17 knows: a name that it does not know is only warned about, and has no effect. */

/**
 * From `long_options` of `src/apps/relay/mainrelay.c`, tag 4.17.1 of github.com/coturn/coturn (8024aa63): those that need
 * a value, and those that may stand alone. Built with every database and with Prometheus.
 */
export const coturnOptions = {
  withValue: words(`
  listening-device listening-port tls-listening-port alt-listening-port alt-tls-listening-port tcp-proxy-port
  listening-ip relay-device relay-ip external-ip relay-threads min-port max-port sock-buf-size user userdb db
  psql-userdb sql-userdb mysql-userdb mongo-userdb redis-userdb redis-statsdb prometheus-port prometheus-address
  prometheus-path prometheus-cert prometheus-key static-auth-secret realm server-name user-quota total-quota max-bps
  bps-capacity cert pkey pkey-pwd log-file log-min-level new-log-timestamp-format aux-server alternate-server
  tls-alternate-server tcp-alternate-server udp-alternate-server rest-api-separator max-allocate-timeout
  drain-min-allocations allowed-peer-ip denied-peer-ip cipher-list pidfile CA-file dh-file proc-user proc-group
  cli-ip cli-port cli-password web-admin-ip web-admin-port cli-max-output-sessions ec-curve-name secret-key-file
  allocation-default-address-family acme-redirect multiplex-peer-port multiplex-peer-max-peers syslog-facility cpus
  stateless-nonce-secret
`),
  alone: words(`
  lt-cred-mech no-auth prometheus prometheus-username-labels prometheus-tls use-auth-secret no-auth-pings
  no-dynamic-ip-list no-dynamic-realms oauth verbose Verbose daemon no-software-attribute software-attribute
  fingerprint check-origin-consistency no-udp no-tcp no-tls dtls no-dtls no-udp-relay no-tcp-relay stale-nonce
  max-allocate-lifetime channel-lifetime permission-lifetime stun-only no-stun raw-public-keys no-stdout-log syslog
  simple-log new-log-timestamp udp-self-balance no-multicast-peers allow-loopback-peers secure-stun mobility no-cli
  cli web-admin web-admin-listen-on-workers server-relay dh566 dh1066 tlsv1 tlsv1_1 no-tlsv1_2 keep-address-family
  log-binding no-rfc5780 rfc5780 stun-backward-compatibility rfc5766-channel-numbers rfc3489-compatibility
  response-origin-only-with-rfc5780 respond-http-unsupported drop-invalid-packets drop-invalid-packets-log
  udp-recvmmsg udp-recvmmsg-log udp-sendmmsg-log udp-gso include-reason-string version unauthorized-ratelimit
  unauthorized-ratelimit-rps stateless-nonce multiplex-peer
`),
};

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
