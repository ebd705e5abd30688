using System.Security.Cryptography;
using System.Text;

namespace IkomiaScale.Storage;

/// <summary>
/// Remembers which uids or names there were, in some 30 bytes each however long they are: a uid as the 128 bits that it mostly is, anything
/// else by 128 bits of its sha256. That two of a million names fall together is less likely than that the disk errs.
/// </summary>
internal sealed class KeySet
{
    private readonly HashSet<Guid> _keys;

    /// <summary>Makes an empty set.</summary>
    /// <param name="capacity">How many keys are expected: what grows takes more than it needs, and twice that while it does.</param>
    public KeySet(int capacity = 0)
    {
#if NET
        _keys = new HashSet<Guid>(capacity);
#else
        _ = capacity;
        _keys = new HashSet<Guid>();
#endif
    }

    /// <summary>How many there are.</summary>
    public int Count => _keys.Count;

    /// <summary>Adds a key.</summary>
    /// <returns>Whether it was not there yet.</returns>
    public bool Add(string key) => _keys.Add(Shorten(key));

    /// <summary>Whether a key is there.</summary>
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
