#!/usr/bin/env bash
# Puts the generators of clients and the checkers of OpenAPI documents that test/clients/*.long.ts use into
# ~/.cache/vitrine, or the folder that VITRINE_TEST_CACHE names. They need Java 11, Maven, Python 3 with venv, and npm.
set -euo pipefail
tools="${VITRINE_TEST_CACHE:-$HOME/.cache/vitrine}/openapi-tools"
mkdir -p "$tools"

jar=openapi-generator-cli-7.17.0.jar
[ -f "$tools/$jar" ] || mvn -q -B dependency:copy -DoutputDirectory="$tools" \
  -Dartifact=org.openapitools:openapi-generator-cli:7.17.0

if [ ! -x "$tools/python/bin/openapi-python-client" ]; then
  python3 -m venv "$tools/python"
  "$tools/python/bin/pip" install -q --disable-pip-version-check openapi-python-client==0.29.1 \
    urllib3==2.8.0 python-dateutil==4.0.0 pydantic==2.14.4 typing-extensions==4.16.0
fi

if [ ! -x "$tools/schemathesis/bin/schemathesis" ]; then
  python3 -m venv "$tools/schemathesis"
  "$tools/schemathesis/bin/pip" install -q --disable-pip-version-check schemathesis==4.32.5 hypothesis==6.170.17 \
    jsonschema_rs==0.60.3
fi

if [ ! -x "$tools/node_modules/.bin/redocly" ]; then
  npm install --prefix "$tools" --ignore-scripts --no-audit --no-fund --silent \
    @stoplight/spectral-cli@6.16.3 @redocly/cli@2.77.0
fi
