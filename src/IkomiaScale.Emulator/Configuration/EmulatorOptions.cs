namespace IkomiaScale.Emulator;

/// <summary>What an emulator is started with; the defaults are those of the command line.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The port that is listened on when none is named.</summary>
    public const int DefaultPort = 8787;

    /// <summary>The API token that is accepted when none is named.</summary>
    public const string DefaultToken = "emulator-token";

    /// <summary>The loopback port to listen on; 0 has a free one picked.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The folder of the objects and of the database beside them. It is created when it is missing.</summary>
    public string DataPath { get; init; } = DefaultDataPath;

    /// <summary>The API token that the emulator exchanges for a JWT.</summary>
    public string Token { get; init; } = DefaultToken;

    /// <summary>Whether deployments answer in the older forms: a bare uuid, <c>null</c> and a bare array.</summary>
    public bool Legacy { get; init; }

    /// <summary>How many objects one page of a listing holds at most.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>How long a temporary object, and a result that nobody reads, is kept.</summary>
    public TimeSpan TemporaryLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a JWT is valid.</summary>
    public TimeSpan JwtLifetime { get; init; } = TimeSpan.FromSeconds(36000);

    /// <summary>Whether it speaks https, with a certificate of an authority that it makes for itself.</summary>
    public bool Https { get; init; }

    /// <summary>A file of fault rules, or null for a service without faults.</summary>
    public string? FaultsFile { get; init; }

    /// <summary>A workflow document to offer, or null for the built-in one.</summary>
    public string? WorkflowFile { get; init; }

    /// <summary>Journals of batches whose results are given again, each by a deployment.</summary>
    public IReadOnlyList<AnswersSource> Answers { get; init; } = [];

    /// <summary>How fast recorded runs are played: 1 takes as long as it took, 10 a tenth of it, 0 no time.</summary>
    public double Speed { get; init; }

    /// <summary>What a run gets that is in no recording.</summary>
    public UnmatchedRuns Unmatched { get; init; }

    /// <summary>A command line of a program that computes what tasks return, or null for the built-in tasks.</summary>
    public string? Handler { get; init; }

    /// <summary>The name of the pipe behind which such a handler is, or null.</summary>
    public string? HandlerPipe { get; init; }

    /// <summary>How long a handler may take for one run.</summary>
    public TimeSpan HandlerTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether requests that the service would refuse, or that break its protocol, are refused and counted.</summary>
    public bool Strict { get; init; }

    /// <summary>How long a created deployment takes to come up, and one that is changed to be ready again.</summary>
    public TimeSpan DeploymentDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The clock that lifetimes and the slow task go by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How long a poll with <c>long=true</c> is held when the run does not end before.</summary>
    public TimeSpan LongPoll { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The data folder that is used when none is named: one for each user.</summary>
    public static string DefaultDataPath
    {
        get
        {
            var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            // A service account may have no home; its own temporary folder is then the only place of its own.
            return System.IO.Path.Combine(local.Length > 0 ? local : System.IO.Path.GetTempPath(), "ikscale-emulator");
        }
    }
}
