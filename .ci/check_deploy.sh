#!/usr/bin/env bash
# `check --deploy` with the production settings and throw-away values.
set -euo pipefail
uv="$1"
DJANGO_SETTINGS_MODULE=cluster_site.settings.production \
SECRET_KEY="$(head -c 48 /dev/urandom | base64 | tr -d '\n=')$(date +%N)" \
ALLOWED_HOSTS=cluster.example \
DATABASE_URL=sqlite:///var/check-deploy.sqlite3 \
CLUSTER_AUTHORITY_PASSPHRASE=check-only \
BASE_URL=https://cluster.example \
EMAIL_URL=smtp://localhost:25 \
"$uv" run --no-sync python manage.py check --deploy --fail-level WARNING
