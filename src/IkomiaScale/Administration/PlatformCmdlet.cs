using System.Management.Automation;
using IkomiaScale.Abstractions;

namespace IkomiaScale.Administration;

/// <summary>A cmdlet that works on the platform: projects, workflows and deployments of the account. A connection without an endpoint will do.</summary>
public abstract class PlatformCmdlet : ConnectedCmdlet
{
    /// <inheritdoc/>
    private protected override bool NeedsEndpoint => false;

    /// <summary>The platform of the connection that is used.</summary>
    private protected IAdministrationClient Platform => Client.Administration;

    /// <summary>Names and their owners, for this cmdlet.</summary>
    private protected PlatformNames Names => new(this, Platform, StopToken);

    /// <summary>Says no to a pattern that stands for everything.</summary>
    private protected static NamePattern NotEverything(string text, string what)
    {
        var pattern = NamePattern.Parse(text);
        return !pattern.IsEverything ? pattern : throw new ScaleException(
            ScaleErrorId.InvalidInput, $"'{text}' would be every {what}. Name them, or pipe in what Get-Ik{what.Substring(0, 1).ToUpperInvariant()}{what.Substring(1)} gives.") { Target = text };
    }
}
