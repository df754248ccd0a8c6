#!/usr/bin/env bash
# Searches, trains, saves and reloads an image classifier on real digits. Arguments go to the sample: ./run.sh --help
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
eng/setup.sh
exec dotnet run --project samples/ImageSearch -c Release -v quiet -- "$@"
