# syntax=docker/dockerfile:1
# Every step is a script that also runs without Docker: scripts/image/rehearse.sh runs them all.
# For a build that can be repeated to the byte, name the base by its digest: --build-arg NODE_IMAGE=node@sha256:…
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
COPY scripts/image/install.sh scripts/image/
RUN --mount=type=cache,target=/root/.npm scripts/image/install.sh
COPY . .
# The index knows the articles by their path: /app is where they will be.
RUN --network=none scripts/image/build.sh /app
RUN --network=none node_modules/.bin/tsx scripts/image/smoke.ts /app

FROM ${NODE_IMAGE}
LABEL org.opencontainers.image.title="Attaché" \
      org.opencontainers.image.description="Answers questions about a cooperation programme with quotes from its news articles" \
      org.opencontainers.image.licenses="MIT"
# A named volume takes over the owner of the folder that it covers.
RUN install -d -o node -g node -m 0700 /data
COPY --from=build /app /app
WORKDIR /data
ENV NODE_ENV=production \
    ATTACHE_DATA_DIR=/data \
    ATTACHE_CACHE_DIR=/data/cache \
    ATTACHE_HTTP_PORT=8080
# By number, so that an orchestrator can tell that this is not root. In the base image 1000 is `node`.
USER 1000:1000
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
# Loading takes seconds; after that the answer to /healthz does not wait for questions. Where another command than
# `serve` runs there is nothing to ask, and it passes.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["node", "/app/bin/healthcheck.js"]
ENTRYPOINT ["/app/bin/entrypoint.sh"]
CMD ["serve"]
