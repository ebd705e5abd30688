using System.Security.Cryptography;
using System.Text;

namespace IkomiaScale.Storage;

/// <summary>
/// Remembers uids or names in about 30 bytes each, whatever their length: a uid as its 128 bits, anything else as 128 bits of
/// its sha256. A collision among a million names is less likely than a failure of the disk.
/// </summary>
internal sealed class KeySet
{
    private readonly HashSet<Guid> _keys;

    /// <summary>Creates an empty set.</summary>
    /// <param name="capacity">The expected number of keys. A set that grows needs up to three times the memory while it does.</param>
    public KeySet(int capacity = 0)
    {
#if NET
        _keys = new HashSet<Guid>(capacity);
#else
        _ = capacity;
        _keys = new HashSet<Guid>();
#endif
    }

    public int Count => _keys.Count;

    /// <summary>Adds a key.</summary>
    /// <returns>Whether the key is new.</returns>
    public bool Add(string key) => _keys.Add(Shorten(key));

    public bool Contains(string key) => _keys.Contains(Shorten(key));

    private static Guid Shorten(string key)
    {
        if (key.Length == 36 && Guid.TryParseExact(key, "D", out var uid))
        {
            return uid;
        }

#if NET
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
#else
        using var sha256 = SHA256.Create();
        var hash = sha256.ComputeHash(Encoding.UTF8.GetBytes(key));
#endif
        Array.Resize(ref hash, 16);
        return new Guid(hash);
    }
}
