# shellcheck shell=bash
# shellcheck disable=SC2154  # repo, steps and the like come from deploy/lib.sh, cluster from the script
# Three database nodes on one machine: etcd, PostgreSQL under Patroni, HAProxy before them. Sourced by up and check
# after deploy/lib.sh. All of it lives in $cluster, a folder that is filled by cluster_make:
#
#   database         connection string by way of HAProxy
#   database.hosts   the same for clients that know all three nodes (target_session_attrs=read-write)
#   nodes            a line a node: NAME, port of PostgreSQL, port of Patroni
#   NAME/            configuration, data and log of a node; NAME/patroni.pid and NAME/etcd.pid say who runs

cluster_host=127.0.0.1
cluster_nodes=(node1 node2 node3)
declare -A process_of=()

# PostgreSQL refuses to run as root; then all of it runs as the packages' own user.
cluster_owner=()
[ "$(id -u)" != 0 ] || cluster_owner=(setpriv --reuid=postgres --regid=postgres --init-groups --inh-caps=-all)

postgres_programs() {
  local newest
  newest=$(find /usr/lib/postgresql -mindepth 1 -maxdepth 1 -name '[0-9]*' -printf '%f\n' 2>/dev/null | sort -n | tail -1)
  echo "/usr/lib/postgresql/$newest/bin"
}

# free_ports COUNT: ports that nobody listens on, below those that the kernel gives to callers.
free_ports() {
  python3 - "$1" <<'PYTHON'
import random, socket, sys
held = []
while len(held) < int(sys.argv[1]):
    one = socket.socket()
    try:
        one.bind(("127.0.0.1", random.randrange(20000, 32000)))
        held.append(one)
    except OSError:
        one.close()
print(*(one.getsockname()[1] for one in held), sep="\n")
PYTHON
}

secret() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

# fill TEMPLATE KEY=VALUE…: the template on standard output with each @KEY@ filled in.
fill() {
  local text pair
  text=$(<"$1")
  shift
  for pair in "$@"; do text=${text//@${pair%%=*}@/${pair#*=}}; done
  printf '%s\n' "$text"
}

# Writes all configuration; nothing runs yet. A cluster that was made before is kept as it is.
cluster_make() {
  mkdir -p "$cluster"
  [ ! -e "$cluster/nodes" ] || return 0
  local ports admin replication etcd_hosts=() members=() hosts=() pg_ports=() n
  mapfile -t ports < <(free_ports $((4 * ${#cluster_nodes[@]} + 1)))
  admin=$(secret) replication=$(secret)
  for n in "${!cluster_nodes[@]}"; do
    members+=("${cluster_nodes[n]}=http://$cluster_host:${ports[4 * n + 1]}")
    etcd_hosts+=("$cluster_host:${ports[4 * n]}")
    hosts+=("$cluster_host")
    pg_ports+=("${ports[4 * n + 2]}")
  done
  local haproxy=${ports[-1]} name folder rest
  fill "$repo/deploy/ha/haproxy.cfg" HOST=$cluster_host "PORT=$haproxy" >"$cluster/haproxy.cfg"
  for n in "${!cluster_nodes[@]}"; do
    name=${cluster_nodes[n]} folder=$cluster/${cluster_nodes[n]} rest=${ports[4 * n + 3]}
    mkdir -p "$folder"
    fill "$repo/deploy/ha/patroni.yml" "NAME=$name" HOST=$cluster_host NETWORK=127.0.0.1/32 "PORT=${pg_ports[n]}" \
      "REST_PORT=$rest" "ETCD_HOSTS=$(IFS=, && echo "${etcd_hosts[*]}")" "FOLDER=$folder" CONNECTIONS=200 \
      SHARED_BUFFERS=128MB "PROGRAMS=$(postgres_programs)" "ADMIN_PASSWORD=$admin" \
      "REPLICATION_PASSWORD=$replication" >"$folder/patroni.yml"
    printf '%s\n' "name: $name" "data-dir: $folder/etcd" "initial-cluster-state: new" "initial-cluster-token: diandan" \
      "initial-cluster: $(IFS=, && echo "${members[*]}")" "initial-advertise-peer-urls: ${members[n]#*=}" \
      "listen-peer-urls: ${members[n]#*=}" "listen-client-urls: http://${etcd_hosts[n]}" \
      "advertise-client-urls: http://${etcd_hosts[n]}" "heartbeat-interval: 200" "election-timeout: 2000" \
      "enable-grpc-gateway: true" "logger: zap" "log-level: error" >"$folder/etcd.yml"
    echo "  server $name $cluster_host:${pg_ports[n]} check port $rest" >>"$cluster/haproxy.cfg"
    echo "$name ${pg_ports[n]} $rest" >>"$cluster/nodes.new"
  done
  local who="user=diandan_admin password=$admin dbname=diandan"
  echo "host=$cluster_host port=$haproxy $who" >"$cluster/database"
  echo "host=$(IFS=, && echo "${hosts[*]}") port=$(IFS=, && echo "${pg_ports[*]}") $who" \
    "target_session_attrs=read-write" >"$cluster/database.hosts"
  mv "$cluster/nodes.new" "$cluster/nodes"
  chmod -R go= "$cluster"
  [ "$(id -u)" != 0 ] || chown -R postgres: "$cluster"
}

# keep NAME COMMAND…: starts it unless it runs, as systemd would; its pid goes into NAME.pid. With NODE/off that
# machine is off: whoever tries what happens then makes the file and kills what runs.
keep() {
  local name=$1
  shift
  [ ! -e "$cluster/${name%/*}/off" ] || return 0
  if [ -n "${process_of[$name]:-}" ] && kill -0 "${process_of[$name]}" 2>/dev/null; then return; fi
  "${cluster_owner[@]}" "$@" >>"$cluster/$name.log" 2>&1 &
  process_of[$name]=$!
  disown "$!" # what is killed on purpose is not news
  echo $! >"$cluster/$name.pid"
}

cluster_keep() {
  local name
  for name in "${cluster_nodes[@]}"; do
    keep "$name/etcd" etcd --config-file "$cluster/$name/etcd.yml"
    keep "$name/patroni" patroni "$cluster/$name/patroni.yml"
  done
  keep haproxy haproxy -db -f "$cluster/haproxy.cfg"
}

# ask PORT PATH: the status that Patroni answers.
ask() { curl -s -o /dev/null -m 3 -w '%{http_code}' "http://$cluster_host:$1/$2" || true; }

# All three there, one leading, one of the others synchronous.
cluster_whole() {
  local name rest leaders=0 synchronous=0 replicas=0
  while read -r name _ rest; do
    [ "$(ask "$rest" primary)" != 200 ] || leaders=$((leaders + 1))
    [ "$(ask "$rest" synchronous)" != 200 ] || synchronous=$((synchronous + 1))
    [ "$(ask "$rest" replica)" != 200 ] || replicas=$((replicas + 1))
  done <"$cluster/nodes"
  [ "$leaders/$replicas/$synchronous" = 1/2/1 ]
}

# The postmaster of a node, when there is one.
postmaster_of() { head -n 1 "$cluster/$1/data/postmaster.pid" 2>/dev/null || true; }

gone_within() {
  local limit=$((SECONDS + $1)) pid
  shift
  while [ $SECONDS -lt $limit ]; do
    for pid in "$@"; do
      if [ "$pid" != 0 ] && kill -0 "$pid" 2>/dev/null; then sleep 0.1 && continue 2; fi
    done
    return 0
  done
  return 1
}

# Ends every process of the cluster, also those that were halted.
cluster_stop() {
  local name pid postmasters=() patronis=() all=("${process_of[@]}")
  for pid in "${all[@]}"; do kill -CONT "$pid" 2>/dev/null || true; done
  for name in "${cluster_nodes[@]}"; do
    pid=$(postmaster_of "$name")
    [ -z "$pid" ] || postmasters+=("$pid")
    patronis+=("${process_of[$name/patroni]:-0}")
  done
  for pid in "${postmasters[@]}"; do pkill -CONT -P "$pid" || true; kill -CONT "$pid" 2>/dev/null || true; done
  # Patroni ends its PostgreSQL first.
  for pid in "${patronis[@]}"; do [ "$pid" = 0 ] || kill -TERM "$pid" 2>/dev/null || true; done
  gone_within 20 "${patronis[@]}" || true
  for pid in "${postmasters[@]}"; do kill -QUIT "$pid" 2>/dev/null || true; done
  for pid in "${all[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
  gone_within 10 "${all[@]}" "${postmasters[@]}" ||
    for pid in "${all[@]}" "${postmasters[@]}"; do kill -KILL "$pid" 2>/dev/null || true; done
  process_of=()
}

# --- Steps ---

# install_cluster GROUP…: what the nodes need, and these groups of packages. The nodes' packages bring services of
# their own for one node a machine; those are not what is tried here.
install_cluster() {
  local before unit
  before=$(missing_packages ha)
  install_packages ha "$@"
  command -v systemctl >/dev/null || return 0
  for unit in etcd haproxy patroni; do
    [[ $before != *$unit* ]] || as_root systemctl disable --now "$unit" >>"$step_log" 2>&1 || true
  done
}

start_cluster() {
  step "$(t '启动 etcd、Patroni 和 HAProxy' 'Starting etcd, Patroni and HAProxy')"
  cluster_make
  until
    cluster_keep
    cluster_whole
  do
    [ $((SECONDS - step_start)) -lt 300 ] ||
      fail "$(t "看看 $cluster 里各节点的记录。" "Look at the logs of the nodes in $cluster.")" "$cluster/node1/patroni.log"
    sleep 0.5
  done
  step_done "$cluster"
}
