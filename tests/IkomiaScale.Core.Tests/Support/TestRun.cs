using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("IkomiaScale.Tests.Support.TestRun", "IkomiaScale.Core.Tests")]

namespace IkomiaScale.Tests.Support;

/// <summary>The run of all tests, which ends what they share. It is xunit's own in everything else.</summary>
public sealed class TestRun : XunitTestFramework
{
    public TestRun(IMessageSink messages)
        : base(messages)
    {
        // All servers of the tests are on this machine, where a proxy could not reach them.
        foreach (var variable in new[] { "http_proxy", "https_proxy", "all_proxy" })
        {
            Environment.SetEnvironmentVariable(variable, null);
            Environment.SetEnvironmentVariable(variable.ToUpperInvariant(), null);
        }
    }

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
            await Aggregator.RunAsync(EmulatorProcess.StopAsync);
            await base.BeforeTestAssemblyFinishedAsync();
        }
    }
}
