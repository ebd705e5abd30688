#!/usr/bin/env bash
# Proves sharded batches on a real SLURM, on this machine alone: an array of four tasks works on 400 inputs against the emulator, one task is
# killed and requeued, and in the end every input has run exactly once and has its result. Build first; needs slurm-wlm, munge and jq.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
for program in slurmctld slurmd munged sbatch jq; do
    if ! command -v "$program" > /dev/null; then
        echo "SLURM: skipped. There is no $program on the PATH; on Debian: apt-get install slurm-wlm munge jq."
        exit 0
    fi
done

root=$PWD
work=$(mktemp -d)
started=()
cleanup() {
    # Only what this script has started, the newest first.
    if [ -n "${job:-}" ]; then
        scancel --signal=KILL --full "$job" 2> /dev/null || true
        sleep 1
    fi
    for ((index = ${#started[@]} - 1; index >= 0; index--)); do
        kill "${started[index]}" 2> /dev/null && wait "${started[index]}" 2> /dev/null || true
    done
    [ -n "${KEEP:-}" ] && echo "Kept: $work" || rm -rf "$work"
}
trap cleanup EXIT

fail() {
    echo "SLURM: failed. $1" >&2
    tail -n 20 "$work"/*.log "$work"/task-*.out >&2 || true
    exit 1
}

# Waits until a command succeeds; the limit is only for a run that fails.
await() {
    local text=$1
    shift
    for ((tries = 0; tries < 600; tries++)); do
        "$@" > /dev/null 2>&1 && return 0
        sleep 0.1
    done
    fail "This did not come true: $text"
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# The cluster: one node, this machine.
mkdir "$work/state" "$work/spool" "$work/inputs" "$work/data"
chmod 755 "$work"
head -c 1024 /dev/urandom > "$work/munge.key"
chmod 600 "$work/munge.key"
munged --foreground --force --key-file="$work/munge.key" --socket="$work/munge.socket" --pid-file="$work/munge.pid" --seed-file="$work/munge.seed" \
    --log-file="$work/munge.log" > "$work/munged.log" 2>&1 &
started+=($!)
node=$(hostname -s)
cat > "$work/slurm.conf" <<EOF
ClusterName=batch
SlurmctldHost=$node(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthInfo=socket=$work/munge.socket
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
ProctrackType=proctrack/pgid
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
SlurmdParameters=config_overrides
NodeName=$node NodeAddr=127.0.0.1 CPUs=4 State=UNKNOWN
PartitionName=batch Nodes=$node Default=YES State=UP MaxTime=10
EOF
export SLURM_CONF="$work/slurm.conf"
await 'munged listens' test -S "$work/munge.socket"
slurmctld -D -f "$SLURM_CONF" > "$work/slurmctld.log" 2>&1 &
started+=($!)
slurmd -D -f "$SLURM_CONF" -N "$node" > "$work/slurmd.log" 2>&1 &
started+=($!)
await 'the node is idle' sh -c 'sinfo -h -o %T | grep -qx idle'

# The service.
dotnet "$root/output/emulator/ikscale-emulator.dll" --port 0 --data "$work/data" > "$work/emulator.log" 2>&1 &
started+=($!)
await 'the emulator listens' grep -q '^Listening on' "$work/emulator.log"
address=$(sed -n 's/^Listening on //p' "$work/emulator.log")
export IKOMIA_ENDPOINT=$address IKOMIA_URL=$address IKOMIA_SCALEFS_URL=$address IKOMIA_TOKEN=emulator-token

# The batch. All four tasks share one folder for the journal.
for ((number = 1; number <= 400; number++)); do
    echo "{ \"number\": $number }" > "$work/inputs/$number.json"
done
if command -v pwsh > /dev/null; then
    shell='pwsh -NoProfile -NonInteractive -File'
else
    shell="dotnet $root/tools/IkomiaScale.Host/bin/Release/net10.0/IkomiaScale.Host.dll"
fi
cat > "$work/task.sh" <<EOF
#!/bin/sh
exec $shell '$root/tests/Slurm/worker.ps1' -Module '$root/output/IkomiaScale' -Inputs '$work/inputs' -Journal '$work/journal' -Shard "\$SLURM_ARRAY_TASK_ID/\$SLURM_ARRAY_TASK_COUNT"
EOF
job=$(sbatch --parsable --array=1-4 --requeue --open-mode=append --chdir="$work" --output="$work/task-%a.out" "$work/task.sh")

# The inputs of a shard whose last line in the journal is so.
count() { jq -rs "group_by(.key) | map(last | select($2)) | length" "$work/journal/journal.$1-of-4.jsonl" 2> /dev/null || echo 0; }
has_some() { [ "$(count 2 '.state == "Received"')" -ge 20 ]; }
await 'the second task has results' has_some

# Kill -9 while no submission waits for its answer: such a run would be in doubt, named and not run again, which is right and not what is to be shown
# here. A result that is on the wire in just this moment would be lost in the same way; that is a millisecond or two of some seconds.
on_its_way='.state == "Intended"'
killed=
pid=$(cat "$work/journal.2.pid")
for ((tries = 0; tries < 400; tries++)); do
    if [ "$(count 2 "$on_its_way")" -gt 0 ]; then
        sleep 0.1
        continue
    fi
    kill -STOP "$pid" || fail 'The second task ended before it could be killed.'
    if [ "$(count 2 "$on_its_way")" -eq 0 ]; then
        kill -KILL "$pid"
        killed=yes
        break
    fi
    kill -CONT "$pid"
done
[ -n "$killed" ] || fail 'No moment was found at which nothing of the second task was on its way.'
before=$(count 2 '.state == "Received"')
ended() { ! squeue -h -r -j "${job}_2" -t RUNNING,COMPLETING | grep -q .; }
await 'the second task has ended' ended
scontrol requeue "${job}_2"

# SLURM holds a requeued task back for two minutes.
scontrol update JobId="${job}_2" StartTime=now
# Each task ends with its summary.
all_ended() { [ "$(grep -l '^Journal ' "$work"/task-*.out | wc -l)" -eq 4 ]; }
await 'all tasks have ended' all_ended

received=0
for shard in 1 2 3 4; do
    received=$((received + $(count $shard '.state == "Received"')))
done
runs=$(curl -s "$address/_emulator/requests" | jq '.routes.run')
recalled=$(grep -c ' True$' "$work/task-2.out" || true)
echo "SLURM: 4 tasks, 400 inputs, $runs runs, $received results; the second task was killed with $before results, and recalled $recalled when it was requeued."
[ "$received" -eq 400 ] || fail "There are $received results of 400."
[ "$runs" -eq 400 ] || fail "There were $runs runs of 400 inputs."
[ "$recalled" -ge "$before" ] || fail "The requeued task recalled $recalled results of $before."
