# shellcheck shell=bash
# What deploy/up and tests/run share: words, steps with progress, packages, the build. Source it from bash
# after `set -euo pipefail`. It takes the EXIT trap and calls `cleanup`, which the script may redefine.

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build_dir=$repo/build
logs=$(mktemp -d "${TMPDIR:-/tmp}/diandan-steps.XXXXXX")

# t CHINESE ENGLISH: the one the caller's locale asks for; Chinese where it says nothing, as everywhere here.
t() {
  case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
    en* | EN*) printf '%s' "$2" ;;
    *) printf '%s' "$1" ;;
  esac
}

# --- Steps: `steps 3`, then for each `step TITLE`, the work, and `step_done [NOTE]` or `fail ADVICE [LOG]` ---

steps() { step_total=$1 step_number=0; }

step() {
  step_number=$((step_number + 1)) step_title=$1 step_start=$SECONDS shown_percent=0
  step_log=$logs/$step_number.log
  : >"$step_log"
  show " …"
}

# The line of the running step. A terminal sees one line change, a file gets a line each time.
show() {
  local line="[$step_number/$step_total] $step_title$1"
  if [ -t 1 ]; then printf '\r\033[K%s' "$line"; else printf '%s\n' "$line"; fi
}

# A percentage, with or without a fraction. A terminal sees each, a file every quarter.
progress() {
  local percent=${1%.*} stride=25
  [ ! -t 1 ] || stride=1
  [ "$percent" -ge $((shown_percent + stride)) ] || return 0
  shown_percent=$percent
  show " … $percent %"
}

step_done() {
  show ": ${1:-$(t 好了 'done')}, $((SECONDS - step_start)) s"
  [ ! -t 1 ] || echo
}

# What a script ends with when something cannot be fetched.
out_of_reach=1

# Names the step, shows the end of its log, says what to do, and ends with 1 or the third argument.
fail() {
  local advice=$1 log=${2:-$step_log}
  [ ! -t 1 ] || printf '\r\033[K'
  {
    printf '\n%s [%d/%d] %s\n' "$(t '没做成：' 'Failed:')" "$step_number" "$step_total" "$step_title"
    if [ -s "$log" ]; then
      tail -n 25 "$log" | sed 's/^/    /'
      printf '%s %s\n' "$(t '完整记录：' 'The whole log:')" "$log"
      [ "${log#"$logs/"}" = "$log" ] || keep_logs=1
    fi
    printf '%s\n' "$advice"
  } >&2
  stop_quietly "${3:-1}"
}

# Ends with CODE; the reason has been said.
stop_quietly() {
  explained=1
  exit "$1"
}

# follow REGEX COMMAND…: its output goes into the step's log; REGEX's first group is the progress.
follow() {
  local pattern=$1 line
  shift
  "$@" 2>&1 | while IFS= read -r line; do
    [[ $line == ??status:* ]] || printf '%s\n' "$line" >>"$step_log" # apt's, for this progress only
    if [[ $line =~ $pattern ]]; then progress "${BASH_REMATCH[1]}"; fi
  done
}

cleanup() { :; }

leave() {
  local code=$?
  trap - EXIT
  if [ $code != 0 ] && [ $code -lt 128 ] && [ -z "${explained:-}" ]; then
    printf '\n%s %s\n' "$(t '意外停在：' 'Stopped unexpectedly at:')" "${step_title:-$0}" >&2
  fi
  cleanup "$code" || code=$?
  [ -n "${keep_logs:-}" ] || rm -rf "$logs"
  exit "$code"
}
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# --- Packages ---

# packages GROUP…: the names in deploy/packages.
packages() {
  awk -v groups=" $* " '!/^#/ && NF && index(groups, " " $1 " ") { print $2 }' "$repo/deploy/packages"
}

missing_packages() {
  local wanted
  mapfile -t wanted < <(packages "$@")
  # dpkg-query fails for names it does not know; what it did not report is what is missing. Node.js from elsewhere
  # brings an npm of its own, and Debian's cannot be installed beside it.
  {
    dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null || true
    ! command -v node >/dev/null || echo nodejs installed
    ! command -v npm >/dev/null || echo npm installed
  } |
    awk -v wanted="${wanted[*]}" '
      $2 == "installed" { have[$1] = 1 }
      END { n = split(wanted, names, " "); for (i = 1; i <= n; i++) if (!(names[i] in have)) print names[i] }'
}

# as_root COMMAND…: directly or through sudo.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# The step that installs what is missing of these groups. With nothing missing it needs no network.
install_packages() {
  step "$(t 装缺的软件包 'Installing missing packages')"
  local missing by_hand code=0
  if ! command -v apt-get >/dev/null; then
    fail "$(t '这里没有 apt。请用 Debian 12 或 13；要装什么，见 deploy/packages。' \
      'There is no apt here. Use Debian 12 or 13; deploy/packages lists what is needed.')"
  fi
  mapfile -t missing < <(missing_packages "$@")
  if [ ${#missing[@]} = 0 ]; then
    step_done "$(t 都有了 'nothing missing')"
    return
  fi
  by_hand="apt-get install --no-install-recommends ${missing[*]}"
  if [ "$(id -u)" != 0 ] && ! { command -v sudo && sudo -v; } >/dev/null; then
    fail "$(t '请管理员运行：' 'Ask an administrator to run:') $by_hand"
  fi
  apt_install "${missing[@]}" || code=$?
  [ $code = 0 ] ||
    fail "$(t '看看网络和 /etc/apt 里的软件源，再运行一次；也可以自己装：' \
      'Check the network and the sources in /etc/apt and run this again, or install by hand:') $by_hand" "" $code
  step_done "$(t "装了 ${#missing[@]} 个" "${#missing[@]} installed")"
}

apt_install() {
  local get=(env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get -y -o DPkg::Lock::Timeout=300)
  local install=("${get[@]}" install --no-install-recommends -o APT::Status-Fd=1)
  as_root "${get[@]}" update >>"$step_log" 2>&1 || return $out_of_reach
  # apt is content when no source answers at all, and would then try each package in vain.
  grep -qE '^(Get|Hit):' "$step_log" || return $out_of_reach
  follow '^dlstatus:[^:]*:([0-9]+)' as_root "${install[@]}" --download-only "$@" || return
  # Nobody asked for a database on this machine: diandan-server keeps a private one under its data folder.
  local code=0 no_cluster=/etc/postgresql-common/createcluster.d/diandan.conf
  as_root install -d -m 755 "${no_cluster%/*}" || return
  echo 'create_main_cluster = false' | as_root tee "$no_cluster" >>"$step_log" || return
  shown_percent=0
  follow '^pmstatus:[^:]*:([0-9]+)' as_root "${install[@]}" "$@" || code=$?
  as_root rm -f "$no_cluster"
  return $code
}

# --- The build ---

# build_targets "CMAKE ARGUMENTS" TARGET…: the step that configures when needed and builds into $build_dir.
build_targets() {
  local arguments=$1 again
  shift
  step "$(t 编译 Building)"
  again=$(t '改好以后再运行一次，编过的不会重编。' 'Mend that and run this again; what is compiled stays compiled.')
  if [ -n "$arguments" ] || [ ! -e "$build_dir/build.ninja" ]; then
    # shellcheck disable=SC2086
    cmake -S "$repo" -B "$build_dir" -G Ninja $arguments >"$step_log" 2>&1 || fail "$again"
  fi
  NINJA_STATUS='@%p ' follow '^@ *([0-9]+)%' ninja -C "$build_dir" "$@" || fail "$again"
  step_done
}

# build_web: the step that builds the web apps into build/web, when something of them has changed. What they are
# made of is fetched once for each lock file.
build_web() {
  step "$(t 编译网页 'Building the web apps')"
  local web=$repo/clients/web again sources stamp=$repo/build/web/.built
  again=$(t '看看网络；npm 要能取到 clients/web/package-lock.json 里的包。' \
    'Check the network: npm has to reach the packages of clients/web/package-lock.json.')
  sources=$(cd "$repo" && find clients/web proto \( -name node_modules -o -name gen \) -prune -o -type f -print0 |
    sort -z | xargs -0 sha256sum | sha256sum)
  if [ -e "$stamp" ] && [ "$(cat "$stamp")" = "$sources" ]; then
    step_done "$(t 没有变 'nothing changed')"
    return
  fi
  if ! cmp -s "$web/package-lock.json" "$web/node_modules/.installed"; then
    (cd "$web" && npm ci --no-audit --no-fund && cp package-lock.json node_modules/.installed) >>"$step_log" 2>&1 ||
      fail "$again" "" "$(grep -qE 'ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH' "$step_log" && echo $out_of_reach || echo 1)"
  fi
  (cd "$web" && npm run build) >>"$step_log" 2>&1 || fail "$(t '改好以后再运行一次。' 'Mend that and run this again.')"
  printf '%s' "$sources" >"$stamp"
  step_done "$(grep -oE '(field|console): first load [0-9.]+ KB' "$step_log" | paste -sd, || true)"
}
