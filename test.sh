#!/usr/bin/env bash
# Builds everything and passes the tests; the last line is "N passed, N failed". Arguments go to dotnet test (--filter, ...).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
eng/setup.sh
dotnet build -c Release -v quiet -nologo

log=$(mktemp); trap 'rm -f "$log"' EXIT
status=0
dotnet test -c Release --no-build -nologo --logger "console;verbosity=minimal" "$@" 2>&1 | tee "$log" || status=$?
awk '/(Passed|Failed)! +- +Failed:/ {
         for (i = 1; i <= NF; i++) { if ($i == "Failed:") failed += $(i + 1); if ($i == "Passed:") passed += $(i + 1) }
     }
     END { printf "%d passed, %d failed\n", passed, failed; exit passed == 0 }' "$log" || status=1
exit "$status"
