using System.Security.Cryptography;

namespace IkomiaScale.Emulator.Security;

/// <summary>The key that signs JWTs and pre-signed URLs. It is in the data folder, so they stay valid after a restart.</summary>
internal sealed class SigningKey
{
    private const int Length = 32;

    private readonly byte[] _key;

    private SigningKey(byte[] key) => _key = key;

    public static SigningKey LoadOrCreate(string file)
    {
        if (File.Exists(file))
        {
            var stored = File.ReadAllBytes(file);
            if (stored.Length == Length)
            {
                return new SigningKey(stored);
            }
        }

        var key = RandomNumberGenerator.GetBytes(Length);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(file, options);
        stream.Write(key);
        return new SigningKey(key);
    }

    public byte[] Sign(ReadOnlySpan<byte> content) => HMACSHA256.HashData(_key, content);

    public bool Verify(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature) =>
        CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(_key, content), signature);
}
