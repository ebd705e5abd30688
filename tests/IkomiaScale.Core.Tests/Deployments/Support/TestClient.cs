using IkomiaScale.Authentication;
using IkomiaScale.Deployments;

namespace IkomiaScale.Tests.Deployments.Support;

/// <summary>A client on a scripted service and a manual clock.</summary>
internal sealed class TestClient : IDisposable
{
    public static readonly Uri Endpoint = new("https://deployment.example/");

    private readonly ScaleClient _client;

    public TestClient(TimeSpan? inactivityTimeout = null)
    {
        Clock = new ManualClock();
        Service = new ScriptedService(Clock);
        var options = new ScaleClientOptions(Endpoint, SecureStrings.Protect("token"))
        {
            InactivityTimeout = inactivityTimeout ?? ScaleClientOptions.DefaultInactivityTimeout,
        };
        _client = new ScaleClient(options, Service, Clock);
    }

    public ManualClock Clock { get; }

    public ScriptedService Service { get; }

    public IDeploymentClient Deployments => _client.Deployments;

    public static IkDeploymentRun Run => new() { Uuid = "u1", Endpoint = Endpoint, State = "PENDING" };

    public Task<IkDeploymentResult> WaitAsync(WaitOptions? options = null, IkDeploymentRun? run = null, CancellationToken cancellationToken = default) =>
        Clock.RunAsync(Deployments.WaitAsync(run ?? Run, options, cancellationToken));

    /// <summary>The times between the questions, in whole milliseconds (timers know no others), counted from the start.</summary>
    public IReadOnlyList<int> Waits(DateTimeOffset start)
    {
        var times = Service.Runs.Select(request => request.At).Prepend(start).ToList();
        return times.Zip(times.Skip(1), (one, next) => (int)(next - one).TotalMilliseconds).ToList();
    }

    public void Dispose() => _client.Dispose();
}
