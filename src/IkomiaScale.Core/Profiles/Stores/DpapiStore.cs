using System.Security;
using System.Text;
using IkomiaScale.Authentication;
using IkomiaScale.Files;

namespace IkomiaScale.Profiles.Stores;

/// <summary>Files that Windows encrypts for the current user.</summary>
internal sealed class DpapiStore(string folder) : ITokenStore
{
    public string Name => "Dpapi";

    public Task SaveAsync(string key, SecureString secret, CancellationToken cancellationToken)
    {
        OwnerOnly.CreateFolder(folder);
        WholeFile.Write(FileOf(key), WindowsProtection.Protect(Encoding.UTF8.GetBytes(secret.Reveal())));
        return Task.CompletedTask;
    }

    public Task<SecureString?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        var file = FileOf(key);
        var secret = File.Exists(file) ? SecureStrings.Protect(Encoding.UTF8.GetString(WindowsProtection.Unprotect(File.ReadAllBytes(file)))) : null;
        return Task.FromResult(secret);
    }

    public Task RemoveAsync(string key, CancellationToken cancellationToken)
    {
        File.Delete(FileOf(key));
        return Task.CompletedTask;
    }

    private string FileOf(string key) => Path.Combine(folder, $"token-{key.Replace('/', '+')}.dpapi");
}
