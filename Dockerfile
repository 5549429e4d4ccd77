# By name; a site pins what it has examined: --build-arg BASE=debian:bookworm-slim@sha256:…
ARG BASE=debian:bookworm-slim

FROM ${BASE} AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates python3 python3-venv \
    && rm -rf /var/lib/apt/lists/*
# Only behind an inspecting proxy (--secret id=ca,src=FILE --build-arg PIP_CERT=/run/secrets/ca) or a mirror; this stage is not shipped.
ARG PIP_CERT
ARG PIP_INDEX_URL
WORKDIR /src
RUN python3 -m venv /opt/chartscan
# The libraries in a layer of their own: a change of the program doesn't fetch them again.
COPY requirements.lock ./
RUN --mount=type=secret,id=ca \
    /opt/chartscan/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock
COPY . .
RUN /opt/chartscan/bin/python -m pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation .

FROM ${BASE}
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates python3 tesseract-ocr tesseract-ocr-eng tini \
    && rm -rf /var/lib/apt/lists/*
# Those of the scans folder's owner, so that the watcher may move what it has taken; never 0.
ARG UID=10001
ARG GID=10001
# --non-unique: the folder's group may be one that Debian has a name for, such as 100 (users).
RUN test "$UID" -ne 0 \
    && groupadd --non-unique --gid "$GID" chartscan \
    && useradd --non-unique --uid "$UID" --gid "$GID" --no-create-home --home-dir /var/lib/chartscan --shell /usr/sbin/nologin chartscan \
    && install -d -o chartscan -g chartscan -m 0700 /var/lib/chartscan \
    && install -d -o chartscan -g chartscan -m 0750 /srv/scans
COPY --from=build /opt/chartscan /opt/chartscan
# OMP_THREAD_LIMIT: Tesseract's own threads make it about ten times slower under load.
ENV PATH=/opt/chartscan/bin:/usr/local/bin:/usr/bin:/bin \
    OMP_THREAD_LIMIT=1 \
    CHARTSCAN_HOME=/var/lib/chartscan \
    PYTHONUNBUFFERED=1
USER chartscan
WORKDIR /var/lib/chartscan
VOLUME ["/var/lib/chartscan", "/srv/scans"]
# The ledger answers: the home is there, writable and whole.
HEALTHCHECK --interval=60s --timeout=30s --start-period=30s --retries=3 CMD ["chartscan", "status", "--json"]
ENTRYPOINT ["tini", "--", "chartscan"]
CMD ["watch", "/srv/scans"]
