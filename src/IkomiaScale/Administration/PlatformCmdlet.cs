using System.Management.Automation;
using IkomiaScale.Abstractions;

namespace IkomiaScale.Administration;

/// <summary>A cmdlet that works on the account: its projects, workflows, and deployments. A connection without an endpoint is enough.</summary>
public abstract class PlatformCmdlet : ConnectedCmdlet
{
    /// <inheritdoc/>
    private protected override bool NeedsEndpoint => false;

    /// <summary>The platform of the connection.</summary>
    private protected IAdministrationClient Platform => Client.Administration;

    /// <summary>Finds things of the platform by name.</summary>
    private protected PlatformNames Names => new(this, Platform, StopToken);

    /// <summary>Refuses a pattern that matches everything.</summary>
    private protected static NamePattern NotEverything(string text, string what)
    {
        var pattern = NamePattern.Parse(text);
        return !pattern.IsEverything ? pattern : throw new ScaleException(
            ScaleErrorId.InvalidInput, $"'{text}' matches every {what}. Name them, or pipe in the output of Get-Ik{what.Substring(0, 1).ToUpperInvariant()}{what.Substring(1)}.") { Target = text };
    }
}
