using System.CommandLine;

namespace IkomiaScale.Emulator.CommandLine;

/// <summary>The options of the command line.</summary>
internal sealed class EmulatorCommand
{
    /// <summary>The environment variable of the token. Other users of the machine can't read it.</summary>
    private const string TokenVariable = "IKSCALE_EMULATOR_TOKEN";

    private readonly Option<int> _port = NumberOptions.Whole(
        "--port", EmulatorOptions.DefaultPort, 0, 65535, "The loopback port to listen on. 0 picks a free port.");

    private readonly Option<string> _data = new("--data")
    {
        HelpName = "DIR",
        Description = "The folder of the objects and the database. It is created if it does not exist. The default is a folder in the user's local application data.",
    };

    private readonly Option<string> _token = new("--token")
    {
        HelpName = "T",
        Description = $"The API token. Other users of this machine can read it on the command line; they cannot read the environment variable {TokenVariable}. The default is {EmulatorOptions.DefaultToken}.",
    };

    private readonly Option<bool> _legacy = new("--legacy") { Description = "Deployments answer in the older forms, without advice when to ask again." };

    private readonly Option<bool> _https = new("--https")
    {
        Description = "Uses https. Prints the path of the certificate of its authority, a file in the data folder.",
    };

    private readonly Option<int> _pageSize = NumberOptions.Whole("--page-size", 100, 1, 100_000, "The largest number of objects on a page of a listing.");

    private readonly Option<double> _temporaryTtl = NumberOptions.Seconds("--temporary-ttl", 3600, "How long temporary objects and unread results are kept.");

    private readonly Option<double> _jwtLifetime = NumberOptions.Seconds("--jwt-lifetime", 36000, "How long a JWT is valid.");

    private readonly Option<double> _deploymentDelay = NumberOptions.Seconds(
        "--deployment-delay", 2, "How long a deployment takes to become ready after it is created or changed.");

    private readonly Option<string> _faults = new("--faults") { HelpName = "FILE", Description = "A JSON file of fault rules." };

    private readonly Option<string> _workflow = new("--workflow")
    {
        HelpName = "FILE",
        Description = "A workflow document (JSON) to offer instead of the built-in workflow.",
    };

    private readonly Option<string[]> _answers = AnswersOption.Create();

    private readonly Option<double> _speed = NumberOptions.Factor(
        "--speed", 0, "How fast recorded runs are replayed: 1 takes the recorded duration, 10 a tenth of it, 0 no time.");

    private readonly Option<UnmatchedRuns> _unmatched = new("--unmatched")
    {
        HelpName = "error|nearest|empty",
        Description = "What a run gets that is not in the recording: a failure that names the recorded inputs, the result for the most similar file name, or an empty result.",
    };

    private readonly Option<string> _handler = new("--handler")
    {
        HelpName = "COMMAND",
        Description = "A program that computes what tasks return. It reads each run as a line of JSON and answers with a line of JSON.",
    };

    private readonly Option<string> _handlerPipe = new("--handler-pipe")
    {
        HelpName = "NAME",
        Description = "The named pipe of a handler in another process.",
    };

    private readonly Option<double> _handlerTimeout = NumberOptions.Seconds("--handler-timeout", 60, "The longest time that a handler may take for one run.");

    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Refuses requests that break the protocol of the service, and counts them at /_emulator/violations.",
    };

    private readonly Option<bool> _untilStandardInputCloses = new("--until-stdin-closes")
    {
        Description = "Ends at the end of the standard input, so together with the process that started it.",
    };

    public EmulatorCommand()
    {
        RequireText(_token);
        RequireText(_data);
        RequireText(_handler);
        RequireText(_handlerPipe);
        Root = new RootCommand("Acts as Ikomia SCALE on this machine: platform, storage, and deployments on a loopback address.")
        {
            _port, _data, _token, _legacy, _https, _pageSize, _temporaryTtl, _jwtLifetime, _deploymentDelay, _faults, _workflow, _answers, _speed,
            _unmatched, _handler, _handlerPipe, _handlerTimeout, _strict, _untilStandardInputCloses,
        };
        Root.Validators.Add(result =>
        {
            if (result.GetResult(_handler) is not null && result.GetResult(_handlerPipe) is not null)
            {
                result.AddError("--handler and --handler-pipe cannot be used together. Use one of them.");
            }
        });
    }

    public RootCommand Root { get; }

    public bool EndsWithStandardInput(ParseResult result) => result.GetValue(_untilStandardInputCloses);

    public EmulatorOptions Options(ParseResult result) => new()
    {
        Port = result.GetValue(_port),
        DataPath = result.GetValue(_data) ?? EmulatorOptions.DefaultDataPath,
        Token = result.GetValue(_token) ?? (Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } token ? token : EmulatorOptions.DefaultToken),
        Legacy = result.GetValue(_legacy),
        Https = result.GetValue(_https),
        PageSize = result.GetValue(_pageSize),
        TemporaryLifetime = TimeSpan.FromSeconds(result.GetValue(_temporaryTtl)),
        JwtLifetime = TimeSpan.FromSeconds(result.GetValue(_jwtLifetime)),
        DeploymentDelay = TimeSpan.FromSeconds(result.GetValue(_deploymentDelay)),
        FaultsFile = result.GetValue(_faults),
        WorkflowFile = result.GetValue(_workflow),
        Answers = AnswersOption.Read(result.GetValue(_answers)),
        Speed = result.GetValue(_speed),
        Unmatched = result.GetValue(_unmatched),
        Handler = result.GetValue(_handler),
        HandlerPipe = result.GetValue(_handlerPipe),
        HandlerTimeout = TimeSpan.FromSeconds(result.GetValue(_handlerTimeout)),
        Strict = result.GetValue(_strict),
    };

    private static void RequireText(Option<string> option) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && result.Tokens[0].Value.Length == 0)
        {
            result.AddError($"{option.Name} has an empty value. Give it a value, or leave it out.");
        }
    });
}
