using System.Security;

namespace IkomiaScale.Profiles.Stores;

/// <summary>A store of the operating system that protects secrets with the login of the user.</summary>
internal interface ITokenStore
{
    /// <summary>The name for messages and views.</summary>
    string Name { get; }

    /// <summary>Stores a secret and replaces the one with the same key.</summary>
    /// <exception cref="ScaleException">The store fails. The message says why.</exception>
    Task SaveAsync(string key, SecureString secret, CancellationToken cancellationToken);

    /// <summary>Returns the secret of a key; null if there is none.</summary>
    /// <exception cref="ScaleException">The store fails.</exception>
    Task<SecureString?> ReadAsync(string key, CancellationToken cancellationToken);

    /// <summary>Removes the secret of a key, if there is one.</summary>
    /// <exception cref="ScaleException">The store fails.</exception>
    Task RemoveAsync(string key, CancellationToken cancellationToken);
}
