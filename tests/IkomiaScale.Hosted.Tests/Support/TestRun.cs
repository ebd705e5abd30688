using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("IkomiaScale.Hosted.Tests.Support.TestRun", "IkomiaScale.Hosted.Tests")]

namespace IkomiaScale.Hosted.Tests.Support;

/// <summary>The run of all tests, which ends what they share. It is xunit's own in everything else.</summary>
public sealed class TestRun(IMessageSink messages) : XunitTestFramework(messages)
{
    private const int MinThreads = 32;

    // Before the engine's first use: it reads its switch once.
    [ModuleInitializer]
    internal static void Prepare()
    {
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

        // A script blocks the thread of its test, and the emulators in this process need threads meanwhile: the pool adds few a second by itself.
        ThreadPool.SetMinThreads(MinThreads, MinThreads);

        // The profiles of who runs the tests are nobody's business here.
        Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", Directory.CreateTempSubdirectory("ik-config-").FullName);
        foreach (var variable in new[] { "http_proxy", "https_proxy", "all_proxy", "ikomia_endpoint", "ikomia_token", "ikomia_url", "ikomia_scalefs_url", "ikomia_emulator", "ikomia_profile" })
        {
            Environment.SetEnvironmentVariable(variable, null);
            Environment.SetEnvironmentVariable(variable.ToUpperInvariant(), null);
        }
    }

    /// <inheritdoc/>
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assemblyName, ISourceInformationProvider sources, IMessageSink messages)
        : XunitTestFrameworkExecutor(assemblyName, sources, messages)
    {
        protected override async void RunTestCases(
            IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessages, ITestFrameworkExecutionOptions options)
        {
            using var runner = new AssemblyRunner(TestAssembly, testCases, DiagnosticMessageSink, executionMessages, options);
            await runner.RunAsync();
        }
    }

    private sealed class AssemblyRunner(
        ITestAssembly assembly, IEnumerable<IXunitTestCase> testCases, IMessageSink messages, IMessageSink executionMessages,
        ITestFrameworkExecutionOptions options)
        : XunitTestAssemblyRunner(assembly, testCases, messages, executionMessages, options)
    {
        protected override async Task BeforeTestAssemblyFinishedAsync()
        {
            await Aggregator.RunAsync(() => Emulated.EndSharedAsync());
            Aggregator.Run(() => Directory.Delete(Environment.GetEnvironmentVariable("XDG_CONFIG_HOME")!, recursive: true));
            await base.BeforeTestAssemblyFinishedAsync();
        }
    }
}
