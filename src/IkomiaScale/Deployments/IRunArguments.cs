using System.Collections;

namespace IkomiaScale.Deployments;

/// <summary>What a cmdlet that runs deployments is told about all its runs.</summary>
internal interface IRunArguments
{
    /// <summary>The task, or null for the default one.</summary>
    string? TaskName { get; }

    /// <summary>Parameter values by name.</summary>
    IDictionary? Parameter { get; }

    /// <summary>The outputs to give.</summary>
    object[] Output { get; }

    /// <summary>Whether images go, and outputs come, as temporary objects.</summary>
    bool SaveTemporary { get; }

    /// <summary>The deployment's URL; null for the connection's.</summary>
    Uri? Endpoint { get; }

    /// <summary>Whether the results are left for later.</summary>
    bool NoWait { get; }

    /// <summary>How many seconds to wait for the results of a run; 0 for no limit.</summary>
    int TimeoutSec { get; }

    /// <summary>The full path of the folder that outputs are saved to; null for none.</summary>
    string? OutFolder { get; }
}
