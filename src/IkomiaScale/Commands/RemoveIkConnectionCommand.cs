using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Completion;
using IkomiaScale.Profiles;
using IkomiaScale.Profiles.Stores;

namespace IkomiaScale.Commands;

/// <summary>Deletes saved profiles, and their tokens from the protected store of the system. Open connections stay open.</summary>
[Cmdlet(VerbsCommon.Remove, "IkConnection", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveIkConnectionCommand : CancellableCmdlet
{
    /// <summary>The names of the profiles; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            ForItem(name, () => RemoveNamed(name));
        }
    }

    private void RemoveNamed(string name)
    {
        var store = ProfileStore.OfUser();
        var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
        var found = Required(store.List).Where(profile => pattern.IsMatch(profile.Name)).ToList();
        if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
        {
            throw ProfileErrors.NotFound(name, store.Names(), store.File, ScaleErrorId.ObjectNotFound);
        }

        foreach (var profile in found.Where(profile => ShouldProcess($"Connection '{profile.Name}' in {store.File}", "Remove")))
        {
            ForItem(profile.Name, () => Remove(store, profile));
        }
    }

    // The token goes first: without its profile nothing refers to it.
    private void Remove(ProfileStore store, IkConnectionProfile profile)
    {
        WaitFor(StoredSecrets.RemoveAsync(profile, StopToken));
        store.Remove(profile.Name, StopToken);
    }
}
