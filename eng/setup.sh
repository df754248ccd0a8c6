#!/usr/bin/env bash
# Prepares `dotnet build` and `dotnet test` on this machine, once: checks the SDK and finds out whether the feed serves Microsoft.ML.AutoML.
# Where it does not, the AutoML half of the library is built on the stand-in of standins/. A second run only looks whether all is still there.
#   AUTOML=package|standin eng/setup.sh   overrules what was found
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
choice="$root/eng/AutoML.local.props"
product="$root/src/Microsoft.ML.NeuralArchitectureSearch/Microsoft.ML.NeuralArchitectureSearch.csproj"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

fail() { echo "setup: $*" >&2; exit 1; }

check_sdk() {
    command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing: install the package dotnet-sdk-10.0 (or see the .NET download page)."
    local version
    version=$(cd "$root" && dotnet --version)
    [ "${version%%.*}" -ge 10 ] || fail "the .NET SDK is $version; version 10 or later is needed."
}

chosen() { sed -n 's:.*<AutoML>\(.*\)</AutoML>.*:\1:p' "$choice" 2>/dev/null || true; }

write_choice() {
    cat >"$choice" <<PROPS
<Project>
  <!-- Written by eng/setup.sh; delete it to look anew. -->
  <PropertyGroup>
    <AutoML>$1</AutoML>
  </PropertyGroup>
</Project>
PROPS
}

restores() { timeout "$1" dotnet restore "$product" -p:AutoML="$2" --verbosity quiet >/dev/null 2>&1; }

# The other packages have no stand-in: a feed without them, or no feed at all, is an error that the restore itself explains.
find_automl() {
    if restores 300 package; then
        echo package
    else
        dotnet restore "$product" -p:AutoML=standin --verbosity quiet >&2 || fail "the packages of Directory.Packages.props cannot be restored."
        echo standin
    fi
}

# Images are decoded by SkiaSharp, whose native library asks for libraries of the system on some distributions.
check_skia() {
    command -v ldd >/dev/null || return 0
    local library missing packages
    packages=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: //')
    library=$(find "$packages/skiasharp.nativeassets.linux.nodependencies" -path "*linux-$(machine)/native/libSkiaSharp.so" 2>/dev/null | head -n 1)
    [ -n "$library" ] || return 0
    missing=$(ldd "$library" 2>/dev/null | sed -n 's/^[[:space:]]*\(.*\) => not found.*/\1/p' | tr '\n' ' ')
    [ -z "$missing" ] || echo "setup: images cannot be decoded: libSkiaSharp.so needs $missing; install them with your package manager." >&2
}

machine() { case $(uname -m) in x86_64) echo x64 ;; aarch64) echo arm64 ;; *) uname -m ;; esac; }

check_sdk
automl=${AUTOML:-$(chosen)}
if [ -z "$automl" ]; then
    automl=$(find_automl)
    [ "$automl" = package ] || echo "setup: the feed does not serve Microsoft.ML.AutoML; its stand-in is used in its place."
fi
case $automl in
    package | standin) ;;
    *) fail "AUTOML is '$automl'; allowed are package and standin." ;;
esac
if [ "$(chosen)" != "$automl" ]; then
    write_choice "$automl"
    check_skia
fi
