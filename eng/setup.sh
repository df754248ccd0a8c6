#!/usr/bin/env bash
# Makes `dotnet build` and `dotnet test` work on this machine, once: chooses between the real ML.NET and TorchSharp packages
# and the stand-ins, and installs what the stand-ins need. A second run only looks whether all is still there.
#   FRAMEWORKS=packages|standins eng/setup.sh   overrules the choice
#   FRAMEWORKS=mixed eng/setup.sh               the packages but for Microsoft.ML.AutoML, on a feed that lacks only that one; never by itself.
#                                               Versions other than the pinned ones: MLNetVersion and TorchSharpVersion, here and for each build
#   LIBTORCH=/folder eng/setup.sh               builds the TorchSharp stand-in on that libtorch instead of the system's
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
choice="$root/eng/Frameworks.local.props"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

fail() { echo "setup: $*" >&2; exit 1; }

check_sdk() {
    command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing: install the package dotnet-sdk-10.0 (or see the .NET download page)."
    local version
    version=$(cd "$root" && dotnet --version)
    [ "${version%%.*}" -ge 10 ] || fail "the .NET SDK is $version; version 10 or later is needed."
}

chosen() { sed -n 's:.*<Frameworks>\(.*\)</Frameworks>.*:\1:p' "$choice" 2>/dev/null || true; }

write_choice() {
    cat >"$choice" <<PROPS
<Project>
  <!-- Written by eng/setup.sh; delete it to choose anew. -->
  <PropertyGroup>
    <Frameworks>$1</Frameworks>
    <LibTorchPath>${LIBTORCH:-}</LibTorchPath>
  </PropertyGroup>
</Project>
PROPS
}

feed_has_packages() {
    local product="$root/src/Microsoft.ML.NeuralArchitectureSearch/Microsoft.ML.NeuralArchitectureSearch.csproj"
    timeout 600 dotnet restore "$product" -p:Frameworks=packages --verbosity quiet >/dev/null 2>&1
}

debian_packages() {
    echo libpng16-16 libturbojpeg0 g++ cmake
    [ -n "${LIBTORCH:-}" ] || echo libtorch-dev libopenblas0-pthread
}

install_native() {
    local missing=()
    if ! command -v dpkg-query >/dev/null; then
        for tool in cmake g++; do
            command -v "$tool" >/dev/null || missing+=("$tool")
        done
        [ -n "${LIBTORCH:-}" ] || missing+=("libtorch (set LIBTORCH to its folder)")
        [ ${#missing[@]} -eq 0 ] || fail "the stand-ins need ${missing[*]}, libpng and libturbojpeg: install them with your package manager."
        return
    fi

    for package in $(debian_packages); do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return

    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "the stand-ins need ${missing[*]}: run 'apt-get install ${missing[*]}' as root."
        as_root=(sudo)
    fi
    echo "setup: installing ${missing[*]}"
    "${as_root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null \
        || fail "could not install ${missing[*]}."
}

check_sdk
frameworks=${FRAMEWORKS:-$(chosen)}
if [ -z "$frameworks" ]; then
    if feed_has_packages; then
        frameworks=packages
        echo "setup: using the ML.NET and TorchSharp packages of this machine's feed."
    else
        frameworks=standins
        echo "setup: the feed has no ML.NET or TorchSharp packages; building on the stand-ins of standins/ instead."
    fi
fi
case $frameworks in
    packages | mixed) ;;
    standins) install_native ;;
    *) fail "FRAMEWORKS is '$frameworks'; allowed are packages, standins and mixed." ;;
esac
if [ "$(chosen)" != "$frameworks" ] || [ -n "${LIBTORCH:-}" ]; then
    write_choice "$frameworks"
fi
