# syntax=docker/dockerfile:1
# One image for every role: `docker run IMAGE signalling`, `… appointments`, `… standalone`.
ARG BASE=docker.io/library/node:24.21.0-bookworm-slim

# The pages, built with everything that building needs.
FROM ${BASE} AS pages
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
COPY shared/package.json shared/
COPY services/runtime/package.json services/runtime/
COPY services/signalling/package.json services/signalling/
COPY services/appointments/package.json services/appointments/
COPY services/turn/package.json services/turn/
COPY services/standalone/package.json services/standalone/
COPY clients/call/package.json clients/call/
COPY clients/ui/package.json clients/ui/
COPY clients/guest/package.json clients/guest/
COPY clients/advisor/package.json clients/advisor/
RUN npm ci --ignore-scripts
COPY vite.config.ts tsconfig.base.json ./
COPY scripts scripts
COPY shared shared
COPY clients clients
RUN node scripts/build.ts

# What the services need at run time, and nothing else.
FROM ${BASE} AS parts
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY shared/package.json shared/
COPY services/runtime/package.json services/runtime/
COPY services/signalling/package.json services/signalling/
COPY services/appointments/package.json services/appointments/
COPY services/turn/package.json services/turn/
COPY services/standalone/package.json services/standalone/
RUN npm ci --ignore-scripts --omit=dev --omit=peer \
      --workspace shared --workspace services/runtime --workspace services/signalling \
      --workspace services/appointments --workspace services/turn --workspace services/standalone

FROM ${BASE}
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
# With the packages that lie beside a workspace because another one needs another version.
COPY --from=parts /app ./
COPY package.json LICENSE ./
COPY scripts/role.ts scripts/healthcheck.ts scripts/
COPY shared shared
COPY services services
COPY clients/legal clients/legal
COPY --from=pages /build/dist/pages dist/pages
# Everything else may be read-only: `--read-only` with a volume at /data for the role standalone.
RUN mkdir -m 0700 /data && chown 10001:10001 /data
USER 10001:10001
VOLUME /data
EXPOSE 3000 9464
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=4s --start-period=60s --retries=3 CMD ["node", "scripts/healthcheck.ts"]
ENTRYPOINT ["node", "scripts/role.ts"]
CMD ["standalone"]
