using System.IO.Compression;
using System.Text;

namespace IkomiaScale.Storage;

/// <summary>Writes objects into few bytes, and reads them back unchanged.</summary>
internal static class ObjectBlock
{
    private const int UidLength = 36;
    private const int HashBytes = 32;

    /// <summary>Replaces the uid in a URL; it cannot occur in one.</summary>
    private const string UidMark = "\u0001";

    public static byte[] Write(IReadOnlyCollection<IkStorageObject> objects)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(new DeflateStream(bytes, CompressionLevel.Fastest, leaveOpen: true), Encoding.UTF8))
        {
            writer.Write(objects.Count);
            var words = new Dictionary<string, int>(StringComparer.Ordinal);
            var before = string.Empty;
            foreach (var item in objects)
            {
                before = Write(writer, item, before, words);
            }
        }

        return bytes.ToArray();
    }

    public static IReadOnlyList<IkStorageObject> Read(byte[] block)
    {
        using var reader = new BinaryReader(new DeflateStream(new MemoryStream(block, writable: false), CompressionMode.Decompress), Encoding.UTF8);
        var objects = new IkStorageObject[reader.ReadInt32()];
        var words = new List<string>();
        var before = string.Empty;
        for (var index = 0; index < objects.Length; index++)
        {
            objects[index] = Read(reader, ref before, words);
        }

        return objects;
    }

    private static string Write(BinaryWriter writer, IkStorageObject item, string before, Dictionary<string, int> words)
    {
        var path = item.Path ?? string.Empty;
        var uid = Guid.TryParseExact(item.Uid, "D", out var parsed) && parsed.ToString("D") == item.Uid ? parsed : (Guid?)null;
        var hash = HashOf(item.Sha256);
        writer.Write((byte)((item.Path is null ? 0 : 1) | (uid is null ? 0 : 2) | (hash is null ? 0 : 4) | (item.Size is null ? 0 : 8)
            | (item.CreatedAt is null ? 0 : 16) | (item.IsDirectoryArchive ? 32 : 0) | (item.RelativePath is null ? 0 : 64)));

        var shared = 0;
        while (shared < ushort.MaxValue && shared < path.Length && shared < before.Length && path[shared] == before[shared])
        {
            shared++;
        }

        // A lone surrogate cannot be written as UTF-8.
        shared -= shared > 0 && char.IsHighSurrogate(path[shared - 1]) ? 1 : 0;
        writer.Write((ushort)shared);
        writer.Write(path.Substring(shared));
        WriteWord(
            writer,
            item.RelativePath is { Length: <= ushort.MaxValue } relative && path.EndsWith(relative, StringComparison.Ordinal) ? null : item.RelativePath,
            words);
        writer.Write((ushort)(item.RelativePath?.Length ?? 0));
        if (uid is { } known)
        {
            writer.Write(known.ToByteArray());
        }
        else
        {
            writer.Write(item.Uid);
        }

        if (hash is not null)
        {
            writer.Write(hash);
        }
        else
        {
            WriteWord(writer, item.Sha256, words);
        }

        writer.Write(item.Size ?? 0);
        if (item.CreatedAt is { } created)
        {
            writer.Write(created.Ticks);
            writer.Write((short)created.Offset.TotalMinutes);
        }

        WriteWord(writer, item.ContentType, words);
        WriteWord(writer, item.ContentUrl?.Replace(item.Uid, UidMark), words);
        return path;
    }

    private static IkStorageObject Read(BinaryReader reader, ref string before, List<string> words)
    {
        var flags = reader.ReadByte();
        var path = before.Substring(0, reader.ReadUInt16()) + reader.ReadString();
        before = path;
        var relative = ReadWord(reader, words);
        var relativeLength = reader.ReadUInt16();
        var uid = (flags & 2) != 0 ? new Guid(reader.ReadBytes(16)).ToString("D") : reader.ReadString();
        var sha256 = (flags & 4) != 0 ? Hex.Of(reader.ReadBytes(HashBytes)) : ReadWord(reader, words);
        var size = reader.ReadInt64();
        var created = (flags & 16) != 0 ? new DateTimeOffset(reader.ReadInt64(), TimeSpan.FromMinutes(reader.ReadInt16())) : (DateTimeOffset?)null;
        return new IkStorageObject(uid, (flags & 1) != 0 ? path : null)
        {
            RelativePath = relative ?? ((flags & 64) != 0 ? path.Substring(path.Length - relativeLength) : null),
            Size = (flags & 8) != 0 ? size : null,
            Sha256 = sha256,
            CreatedAt = created,
            IsDirectoryArchive = (flags & 32) != 0,
            ContentType = ReadWord(reader, words),
            ContentUrl = ReadWord(reader, words)?.Replace(UidMark, uid),
        };
    }

    // Each text is written once and then referenced by its number: media types and URLs repeat.
    private static void WriteWord(BinaryWriter writer, string? word, Dictionary<string, int> words)
    {
        if (word is null)
        {
            writer.Write((short)-1);
        }
        else if (words.TryGetValue(word, out var number))
        {
            writer.Write((short)number);
        }
        else
        {
            words.Add(word, words.Count);
            writer.Write((short)(words.Count - 1));
            writer.Write(word);
        }
    }

    private static string? ReadWord(BinaryReader reader, List<string> words)
    {
        var number = reader.ReadInt16();
        if (number == words.Count)
        {
            words.Add(reader.ReadString());
        }

        return number < 0 ? null : words[number];
    }

    private static byte[]? HashOf(string? sha256)
    {
        if (sha256 is not { Length: 2 * HashBytes } || sha256.Any(digit => digit is not ((>= '0' and <= '9') or (>= 'a' and <= 'f'))))
        {
            return null;
        }

        var hash = new byte[HashBytes];
        for (var index = 0; index < HashBytes; index++)
        {
            hash[index] = Convert.ToByte(sha256.Substring(2 * index, 2), 16);
        }

        return hash;
    }
}
