#!/usr/bin/env bash
# Builds, tests, shows and packs IkomiaScale on Linux and macOS: ./build.sh [build|test|demo|pack|coverage|bench|soak|audit|clean]
# With PowerShell it forwards to build.ps1. Without it the demo runs in PowerShell's engine, which is a package, and the Pester tests are left out.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
task=${1:-build}
configuration=Release
results=output/TestResults

build() {
    dotnet msbuild -restore build.proj -p:Configuration=$configuration -v:quiet -nologo
    echo 'Built: output/IkomiaScale (module), output/emulator (emulator).'
}

# The sum of one counter over all result files of xunit.
count() {
    local sum=0 value
    for value in $(grep -ho "<Counters [^>]*" "$results"/xunit/*.trx | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*'); do
        sum=$((sum + value))
    done
    echo "$sum"
}

run_tests() {
    rm -rf "$results"
    dotnet test IkomiaScale.sln --no-build -c $configuration --nologo -v quiet --logger trx --results-directory "$results/xunit" || true
    local total passed skipped failed
    total=$(count total) passed=$(count passed) skipped=$(count notExecuted)
    failed=$((total - passed - skipped))
    echo 'Pester: skipped. There is no PowerShell on the PATH. The cmdlets were tested in its engine; what only a full PowerShell shows was not. The suite counts as 1 skipped.'
    echo "Total: $passed passed, $failed failed, $((skipped + 1)) skipped"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

if pwsh=$(command -v pwsh); then
    exec "$pwsh" -NoProfile -NonInteractive -File build.ps1 "$@"
fi

case $task in
    build) build ;;
    test) build && run_tests ;;
    demo) build && dotnet tools/IkomiaScale.Host/bin/$configuration/net10.0/IkomiaScale.Host.dll samples/Demo.ps1 ;;
    pack) build && dotnet msbuild build.proj -t:Pack -p:Configuration=$configuration -v:quiet -nologo && ls -l output/*.nupkg ;;
    coverage) echo 'The coverage is of the xunit and the Pester tests together, so it needs PowerShell.' >&2; exit 1 ;;
    bench) echo 'The benchmarks measure the cmdlets, so they need PowerShell.' >&2; exit 1 ;;
    soak) dotnet run --project tests/IkomiaScale.Soak --configuration $configuration ;;
    audit) echo 'The audit needs PowerShell; a locked restore alone is: dotnet restore -p:LockedRestore=true' >&2; exit 1 ;;
    clean) rm -rf output && dotnet msbuild IkomiaScale.sln -t:Clean -p:Configuration=$configuration -v:quiet -nologo ;;
    *) echo "Unknown task '$task'. Use build, test, demo, pack, coverage, bench, soak, audit or clean." >&2; exit 2 ;;
esac
