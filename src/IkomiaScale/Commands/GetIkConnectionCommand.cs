using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Completion;
using IkomiaScale.Connections;
using IkomiaScale.Profiles;

namespace IkomiaScale.Commands;

/// <summary>Returns the session's connection, or nothing without one, or the saved profiles.</summary>
[Cmdlet(VerbsCommon.Get, "IkConnection", DefaultParameterSetName = "Session")]
[OutputType(typeof(IkConnection), ParameterSetName = ["Session"])]
[OutputType(typeof(IkConnectionProfile), ParameterSetName = ["ListAvailable"])]
public sealed class GetIkConnectionCommand : PSCmdlet
{
    /// <summary>Returns the saved profiles instead.</summary>
    [Parameter(ParameterSetName = "ListAvailable")]
    public SwitchParameter ListAvailable { get; set; }

    /// <summary>Only profiles with these names; wildcards are allowed. A name alone is enough.</summary>
    [Parameter(Position = 0, ParameterSetName = "ListAvailable")]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ListAvailable || MyInvocation.BoundParameters.ContainsKey(nameof(Name)))
        {
            WriteProfiles();
        }
        else if (SessionConnections.Current is { } connection)
        {
            connection.MayBeHeld = true;
            WriteObject(connection);
        }
    }

    private void WriteProfiles()
    {
        try
        {
            var store = ProfileStore.OfUser();
            var profiles = store.List();
            foreach (var name in Name)
            {
                var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
                var found = profiles.Where(profile => pattern.IsMatch(profile.Name)).ToList();
                WriteObject(found, enumerateCollection: true);
                if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
                {
                    WriteError(ProfileErrors.NotFound(name, store.Names(), store.File, ScaleErrorId.ObjectNotFound).ToErrorRecord(name));
                }
            }
        }
        catch (ScaleException exception)
        {
            ThrowTerminatingError(exception.ToErrorRecord(null));
        }
    }
}
