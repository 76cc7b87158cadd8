# syntax=docker/dockerfile:1
# One image for every role: `docker run IMAGE standalone`, `… signalling`, `… appointments`, `… doctor`, `… turn write`.
ARG BASE=docker.io/library/node:24.21.0-bookworm-slim

# What npm needs to know of every workspace, and nothing else: packages are installed again only when it changes.
FROM ${BASE} AS manifests
WORKDIR /house
COPY . .
RUN mkdir /manifests \
 && cp package.json package-lock.json .npmrc /manifests/ \
 && cp --parents shared/package.json services/*/package.json clients/*/package.json /manifests/

# The pages, built with everything that building needs.
FROM ${BASE} AS pages
WORKDIR /build
COPY --from=manifests /manifests ./
RUN npm ci --ignore-scripts
COPY vite.config.ts tsconfig.base.json ./
COPY scripts scripts
COPY shared shared
COPY clients clients
RUN node scripts/build.ts

# What the services need at run time, and nothing else: neither what some packages wish to find for their types.
FROM ${BASE} AS parts
WORKDIR /app
COPY --from=manifests /manifests ./
RUN npm ci --ignore-scripts --omit=dev --omit=peer \
      $(for folder in shared services/*; do printf -- '--workspace %s ' "$folder"; done) \
 && rm -rf node_modules/typescript node_modules/@typescript node_modules/@types

FROM ${BASE} AS product
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

# The synthetic caller beside a browser: `docker build --target synthetic`.
FROM product AS synthetic
USER root
RUN apt-get update && apt-get install -y --no-install-recommends chromium && rm -rf /var/lib/apt/lists/*
USER 10001:10001
ENV METRICS_HOST=0.0.0.0 HOME=/tmp
HEALTHCHECK NONE
CMD ["synthetic"]

# What is built unless something else is asked for.
FROM product
