using System.Collections;
using System.Management.Automation;
using System.Security;
using IkomiaScale.Abstractions;
using IkomiaScale.Completion;
using IkomiaScale.Connections;
using IkomiaScale.Profiles;

namespace IkomiaScale.Commands;

/// <summary>Saves a connection as a profile: its URLs, how to reach them, and where its token is. The file never has the token.</summary>
[Cmdlet(VerbsData.Save, "IkConnection", SupportsShouldProcess = true)]
[OutputType(typeof(IkConnectionProfile))]
public sealed class SaveIkConnectionCommand : ConnectionCmdlet
{
    /// <summary>The name of the profile. An existing profile with this name is replaced.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>
    /// The URL of the default deployment, or its name in -Deployment. Without any URL the session's
    /// connection is saved.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    /// <summary>The connection to save, or the name of a profile to copy; by default the session's connection.</summary>
    [Parameter]
    [ConnectionName]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNull]
    public IkConnection? Connection { get; set; }

    /// <summary>The URLs of the project's deployments by name, such as <c>@{ detect = 'https://…'; ocr = 'https://…' }</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public IDictionary? Deployment { get; set; }

    /// <summary>The API token that -StoreToken stores; by default the connection's, then <c>IKOMIA_TOKEN</c>. A plain string is converted.</summary>
    [Parameter]
    [SecureToken]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    /// <summary>The SecretManagement secret that holds the token, as <c>vault/name</c>, or a name alone for the default vault.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TokenSecret { get; set; }

    /// <summary>The environment variable that holds the token.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TokenVariable { get; set; }

    /// <summary>The command that prints the token: one string is PowerShell code, several are a program and its arguments.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? TokenCommand { get; set; }

    /// <summary>Stores the token in the protected store of the system: DPAPI, the Keychain, or the keyring through secret-tool.</summary>
    [Parameter]
    public SwitchParameter StoreToken { get; set; }

    /// <summary>Returns the profile.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var store = ProfileStore.OfUser();
        var draft = Required(() => ProfileDraft.Make(Name, Values(), Connection, StoreToken, Tokens));
        if (!ShouldProcess($"Connection '{Name}' in {store.File}", "Save"))
        {
            return;
        }

        var profile = Required(() => Save(store, draft));
        Array.ForEach([.. draft.Warnings], WriteWarning);
        if (PassThru)
        {
            WriteObject(profile);
        }
    }

    private ConnectionValues Values() => Given(Endpoint, Token, DeploymentArgument.Read(Deployment), TokenSourceArgument.Read(TokenSecret, TokenVariable, TokenCommand, StoreToken));

    private IkConnectionProfile Save(ProfileStore store, ProfileDraft draft)
    {
        var earlier = store.TryFind(Name);
        var profile = draft.Profile;
        if (draft.TokenToStore is { } token)
        {
            WriteVerbose($"The token is stored in {WaitFor(StoredSecrets.SaveAsync(Name, token, draft.PasswordToStore, StopToken))}.");
        }
        else if (earlier is not null && profile.TokenSource is not { Kind: TokenSourceKind.Stored })
        {
            // A token that no profile refers to has no use, and must not stay in the store.
            WaitFor(StoredSecrets.RemoveAsync(earlier, StopToken));
        }

        store.Save(profile, StopToken);
        WriteVerbose($"The connection '{Name}' is saved in {store.File}{(earlier is null ? string.Empty : ", and replaced the earlier one with this name")}.");
        return profile;
    }
}
