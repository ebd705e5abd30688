namespace IkomiaScale.Emulator;

/// <summary>The options of an emulator. The defaults are those of the command line.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The default port.</summary>
    public const int DefaultPort = 8787;

    /// <summary>The default API token.</summary>
    public const string DefaultToken = "emulator-token";

    /// <summary>The loopback port to listen on, 0 to 65535. 0 picks a free port.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The folder of the objects and the database. It is created if it does not exist.</summary>
    public string DataPath { get; init; } = DefaultDataPath;

    /// <summary>The API token that the emulator exchanges for a JWT.</summary>
    public string Token { get; init; } = DefaultToken;

    /// <summary>Whether deployments answer in the older forms: a bare uuid, <c>null</c>, and a bare array.</summary>
    public bool Legacy { get; init; }

    /// <summary>The largest number of objects on a page of a listing.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>How long temporary objects and unread results are kept.</summary>
    public TimeSpan TemporaryLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a JWT is valid.</summary>
    public TimeSpan JwtLifetime { get; init; } = TimeSpan.FromSeconds(36000);

    /// <summary>Whether the emulator uses https, with a certificate of an authority that it creates at each start.</summary>
    public bool Https { get; init; }

    /// <summary>A file of fault rules, or null for none.</summary>
    public string? FaultsFile { get; init; }

    /// <summary>A workflow document to offer, or null for the built-in workflow.</summary>
    public string? WorkflowFile { get; init; }

    /// <summary>Journals to replay, each with a deployment of its own.</summary>
    public IReadOnlyList<AnswersSource> Answers { get; init; } = [];

    /// <summary>How fast recorded runs are replayed: 1 takes the recorded duration, 10 a tenth of it, 0 no time.</summary>
    public double Speed { get; init; }

    /// <summary>What an unknown run gets.</summary>
    public UnmatchedRuns Unmatched { get; init; }

    /// <summary>The command line of a program that computes what tasks return, or null for the built-in tasks.</summary>
    public string? Handler { get; init; }

    /// <summary>The name of the pipe that leads to such a handler in another process, or null.</summary>
    public string? HandlerPipe { get; init; }

    /// <summary>The longest time that a handler may take for one run.</summary>
    public TimeSpan HandlerTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether requests that break the protocol of the service are refused and counted.</summary>
    public bool Strict { get; init; }

    /// <summary>How long a deployment takes to become ready after it is created or changed.</summary>
    public TimeSpan DeploymentDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The clock for lifetimes and waits.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The longest time that a request with <c>long=true</c> waits for the end of a run.</summary>
    public TimeSpan LongPoll { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The default data folder, one for each user.</summary>
    public static string DefaultDataPath
    {
        get
        {
            var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            // A service account may have no home folder, so use its temporary folder.
            return System.IO.Path.Combine(local.Length > 0 ? local : System.IO.Path.GetTempPath(), "ikscale-emulator");
        }
    }
}
