# The portal's image: web, workers and beat alike; compose.yaml says which command each runs.
# No embedded servers, no tools for tests: requirements.txt alone.

FROM python:3.11-slim-bookworm AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY hub/platform/installer.txt requirements.txt /tmp/
RUN /opt/venv/bin/pip install --quiet --require-hashes -r /tmp/installer.txt \
 && /opt/venv/bin/uv pip install --quiet --no-cache --compile-bytecode --system-certs \
      --python /opt/venv/bin/python --require-hashes -r /tmp/requirements.txt \
 && /opt/venv/bin/pip uninstall --quiet --yes uv pip

FROM python:3.11-slim-bookworm
# What WeasyPrint draws PDF files with; no wheel carries it.
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --create-home --home-dir /home/portal portal
COPY --from=packages /opt/venv /opt/venv
WORKDIR /srv/portal
COPY . .
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    XDG_CACHE_HOME=/tmp \
    HUB_VAR=/var/lib/portal \
    HUB_BIND=0.0.0.0:8000 \
    HUB_WEB_TMP=/dev/shm
# Static files are part of the image. The settings below serve this one command and are not kept.
RUN python -m compileall -q hub schools manage.py \
 && mkdir -p /var/lib/portal/files \
 && HUB_SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(48))')" \
    HUB_HOSTS=portal.example HUB_SITE_URL=https://portal.example \
    DATABASE_URL=postgres://nobody@database.invalid/none \
    python manage.py collectstatic --noinput --verbosity 0 \
 && chown -R portal: /var/lib/portal/files
USER portal
EXPOSE 8000
VOLUME /var/lib/portal/files
HEALTHCHECK --interval=15s --timeout=6s --start-period=20s \
    CMD ["python", "-m", "hub.platform.probe", "live"]
CMD ["gunicorn", "-c", "python:hub.platform.web_server", "hub.wsgi:application"]
