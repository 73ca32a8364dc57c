# The daily mail in a container: docs/docker.md says how. Compilers stay in the first stage, and nothing runs as root.
ARG NODE=node:22-slim

FROM ${NODE} AS build
WORKDIR /app
# For processors for which better-sqlite3 has no built part.
RUN apt-get update && apt-get install -y --no-install-recommends g++ make python3
COPY . .
RUN npm ci && npm prune --omit=dev --ignore-scripts

FROM ${NODE}
COPY --from=build /app/package.json /app/LICENSE /app/CHANGELOG.md /app/
COPY --from=build /app/bin /app/bin
COPY --from=build /app/demo /app/demo
COPY --from=build /app/dist /app/dist
COPY --from=build /app/node_modules /app/node_modules
RUN ln -s /app/bin/memories.js /usr/local/bin/memories \
  && mkdir /config /data \
  && chown 1000:1000 /config /data
# By `container` programs know where they are.
ENV container=docker \
  NODE_ENV=production \
  MEMORIES_CONFIG=/config/config.yaml \
  MEMORIES_DB=/data/memories.db
VOLUME ["/config", "/data"]
# The user `node` of the image.
USER 1000:1000
WORKDIR /data
HEALTHCHECK --interval=5m --timeout=30s --start-period=1m CMD ["memories", "digest", "status", "--check"]
ENTRYPOINT ["memories"]
CMD ["serve-digest"]
