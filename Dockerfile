FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
# The image brings its own Node; the copy that npm installs for other hosts would weigh 190 MB.
RUN npm run build \
  && npm prune --omit=dev --no-audit --no-fund \
  && rm -rf node_modules/node-linux-* node_modules/.bin/node .next/cache

FROM node:24-bookworm-slim
# For screens that run in a browser, uncomment this. Docker's own rules keep Chromium from its sandbox: allow it user
# namespaces (a seccomp profile), or set BROWSER_SANDBOX=off and read docs/security.md.
# RUN apt-get update && apt-get install -y --no-install-recommends chromium && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production DATA_DIR=/data PORT=3000
WORKDIR /app
COPY --from=build --chown=node:node /app ./
RUN install -d -o node -g node /data
USER node
VOLUME /data
EXPOSE 3000
CMD ["node", "scripts/start.mjs"]
