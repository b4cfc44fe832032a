# Sourced by run, test and .ci/run: what the machine must have, and where it comes from.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export DOTNET_CLI_HOME="${DOTNET_CLI_HOME:-${HOME:-/tmp}}"

# need PROGRAM-OR-FILE DEBIAN-PACKAGE...: installs the packages as root, otherwise says what is missing.
need() {
  local program=$1
  shift
  { command -v "$program" || [ -e "$program" ]; } >/dev/null && return
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Il manque $program : installez-le (apt-get install $*) puis relancez. / $program is missing: install it (apt-get install $*), then start again." >&2
    exit 1
  fi
  echo "Installation : $* / Installing: $*"
  export DEBIAN_FRONTEND=noninteractive
  { apt-get install -y -q --no-install-recommends "$@" || { apt-get update -q && apt-get install -y -q --no-install-recommends "$@"; }; } >/tmp/relais-apt.log 2>&1 || {
    tail -n 5 /tmp/relais-apt.log >&2
    echo "Impossible d'installer $* : vérifiez le réseau. / $* could not be installed: check the network." >&2
    exit 1
  }
}

need_dotnet() {
  if ! command -v dotnet >/dev/null || ! dotnet --version >/dev/null 2>&1; then
    echo "Il manque le SDK .NET 10 : https://dotnet.microsoft.com/download / The .NET 10 SDK is missing: https://dotnet.microsoft.com/download" >&2
    exit 1
  fi
}

# A person's day begins where they live.
need_time_zones() { need /usr/share/zoneinfo/Africa/Casablanca tzdata; }

# The shell is Chromium without a screen. Who may install nothing and has the whole browser uses that.
need_browser() {
  [ "$(id -u)" != 0 ] && command -v chromium >/dev/null && return
  need /usr/lib/chromium/chromium-headless-shell chromium-headless-shell fonts-noto-core
}
