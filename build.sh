#!/usr/bin/env bash
# Builds, tests, shows and packs IkomiaScale on Linux and macOS: ./build.sh [build|test|demo|pack|coverage|mutate|bench|soak|audit|clean]
# With PowerShell it forwards to build.ps1. Without it the demo runs in PowerShell's engine, which is a package, and the Pester tests are left out.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
task=${1:-build}
configuration=Release
results=output/TestResults
areas='Retries Authentication Storage Deployments'

build() {
    # Said here: what is called before "&&" does not end at a failure by itself.
    dotnet msbuild -restore build.proj -p:Configuration=$configuration -v:quiet -nologo || return
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
    # Spelling and Markdown rules are checked by npm packages. Where there is no node or no network these tests count as skipped.
    if command -v npm >/dev/null; then npm ci --prefix tools/Words --loglevel error || true; fi
    # One project at a time: each uses all cores already.
    dotnet test IkomiaScale.sln --no-build -c $configuration -m:1 --nologo -v quiet --logger trx --results-directory "$results/xunit" || true
    local total passed skipped failed
    total=$(count total) passed=$(count passed) skipped=$(count notExecuted)
    failed=$((total - passed - skipped))
    echo 'Pester: skipped. There is no PowerShell on the PATH. The cmdlets were tested in its engine; what only a full PowerShell shows was not. The suite counts as 1 skipped.'
    # The names stand last: the messages of failed tests are far above in a long log.
    grep -ho '<UnitTestResult [^>]*outcome="Failed"' "$results"/xunit/*.trx | sed 's/.* testName="\([^"]*\)".*/Failed: \1/' || true
    echo "Total: $passed passed, $failed failed, $((skipped + 1)) skipped"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

# Changes the core in a thousand small ways and looks which of them no test notices: everywhere, or in some folders or files of it (docs/mutation-testing.md).
mutate() {
    local core=src/IkomiaScale.Core area part patterns given verdict=0
    IFS=, read -r -a given <<<"${1:-${areas// /,}}"
    given=("${given[@]#src/IkomiaScale.Core/}")
    given=("${given[@]%/}")
    for part in "${given[@]}"; do
        if ! [ -e "$core/$part" ] || ! [[ " $areas " == *" ${part%%/*} "* ]]; then
            echo "There is no '$part' to mutate. Give one of ${areas// /, }, or folders or files in it as in Storage/ObjectBlock.cs,Storage/Hex.cs." >&2
            exit 2
        fi
    done

    dotnet tool restore
    mkdir -p output/Mutation
    # One run, one build: for each folder that has something to mutate.
    for area in $areas; do
        patterns=()
        for part in "${given[@]}"; do
            [ "${part%%/*}" = "$area" ] || continue
            [ -f "$core/$part" ] || part="$part/**/*.cs"
            patterns+=(-m "$part")
        done
        [ ${#patterns[@]} -gt 0 ] || continue
        sed "s/AREA/$area/g" tests/IkomiaScale.Core.Tests/stryker-config.json >"output/Mutation/$area.json"
        (cd tests/IkomiaScale.Core.Tests && dotnet stryker -f "../../output/Mutation/$area.json" "${patterns[@]}" --output "../../output/Mutation/$area") || verdict=1
        echo "$area: the survivors are marked in output/Mutation/$area/reports/mutation-report.html"
    done

    return $verdict
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
    mutate) mutate "${2:-}" ;;
    bench) echo 'The benchmarks measure the cmdlets, so they need PowerShell.' >&2; exit 1 ;;
    soak) dotnet run --project tests/IkomiaScale.Soak --configuration $configuration &&
        dotnet run --project tests/IkomiaScale.Soak --configuration $configuration --no-build -- batch &&
        dotnet run --project tests/IkomiaScale.Soak --configuration $configuration --no-build -- sync ;;
    audit) echo 'The audit needs PowerShell; a locked restore alone is: dotnet restore -p:LockedRestore=true' >&2; exit 1 ;;
    clean) rm -rf output && dotnet msbuild IkomiaScale.sln -t:Clean -p:Configuration=$configuration -v:quiet -nologo ;;
    *) echo "Unknown task '$task'. Use build, test, demo, pack, coverage, mutate, bench, soak, audit or clean." >&2; exit 2 ;;
esac
