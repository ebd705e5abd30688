using System.Security;

namespace IkomiaScale.Profiles.Stores;

/// <summary>A place of the operating system in which secrets are protected by the user's own log-in.</summary>
internal interface ITokenStore
{
    /// <summary>What people call it.</summary>
    string Name { get; }

    /// <summary>Keeps a secret in the place of the one of this key.</summary>
    /// <exception cref="ScaleException">It cannot; the text says why.</exception>
    Task SaveAsync(string key, SecureString secret, CancellationToken cancellationToken);

    /// <summary>The secret of a key; null where there is none.</summary>
    /// <exception cref="ScaleException">It cannot be asked.</exception>
    Task<SecureString?> ReadAsync(string key, CancellationToken cancellationToken);

    /// <summary>Forgets the secret of a key, if there is one.</summary>
    /// <exception cref="ScaleException">It cannot be asked.</exception>
    Task RemoveAsync(string key, CancellationToken cancellationToken);
}
