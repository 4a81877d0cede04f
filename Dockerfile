# One image for every process: the API by default, a worker with the command in docker-compose.yml.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts
COPY tsconfig.json ./
COPY engine engine
COPY workers workers
COPY builder builder
COPY examples examples
RUN npm run build

FROM node:22-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
# Owned by root and read by node: the program cannot change itself.
COPY --from=build /app ./
USER node
EXPOSE 8080
# Node itself, not npm, so that signals reach the process that drains.
CMD ["node", "--max-semi-space-size=32", "--import", "tsx", "workers/start-api.ts"]
