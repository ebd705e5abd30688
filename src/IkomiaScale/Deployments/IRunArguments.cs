using System.Collections;

namespace IkomiaScale.Deployments;

/// <summary>The parameters of a cmdlet that apply to all its runs.</summary>
internal interface IRunArguments
{
    /// <summary>The task, or null for the default one.</summary>
    string? TaskName { get; }

    /// <summary>Parameter values by name.</summary>
    IDictionary? Parameter { get; }

    /// <summary>The outputs to return.</summary>
    object[] Output { get; }

    /// <summary>Whether images are sent, and outputs received, as temporary objects.</summary>
    bool SaveTemporary { get; }

    /// <summary>The deployment's URL; null for the connection's.</summary>
    Uri? Endpoint { get; }

    /// <summary>Whether the cmdlet returns runs without their results.</summary>
    bool NoWait { get; }

    /// <summary>The longest wait for the results of one run, in seconds; 0 for no limit.</summary>
    int TimeoutSec { get; }

    /// <summary>The full path of the folder for the outputs; null for none.</summary>
    string? OutFolder { get; }
}
